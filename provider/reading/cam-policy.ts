import { type ActionName, actions } from "../cloud/index";

export interface CamPolicyOptions {
  /** Only what previews, refreshes and reads need. Default false. */
  readonly readOnly?: boolean;
}

/** A CAM policy, ready to be pasted into the console. */
export interface CamPolicy {
  readonly version: "2.0";
  readonly statement: readonly { readonly effect: "allow"; readonly action: readonly string[]; readonly resource: readonly ["*"] }[];
}

/** The least privilege that this package needs: the actions of its action table that it sends, and nothing with a star. */
export function camPolicy({ readOnly = false }: CamPolicyOptions = {}): CamPolicy {
  const names = (Object.keys(actions) as ActionName[]).filter(
    (name) => !actions[name].spare && (!readOnly || actions[name].effect === "read"),
  );
  const action = names.map((name) => `${actions[name].service}:${name}`).sort();
  return { version: "2.0", statement: [{ effect: "allow", action, resource: ["*"] }] };
}
