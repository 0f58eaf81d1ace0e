/** A folder's name in the letters that a project name may have. */
export function projectName(folder: string): string {
  return folder.replace(/[^A-Za-z0-9_.-]+/g, "-").slice(0, 100) || "recording";
}
