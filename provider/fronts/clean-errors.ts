/**
 * The dynamic provider host prints `error: stack` of whatever check, diff, read and delete throw, beside the message that Pulumi shows anyway.
 * For an error that is meant for the user exactly that one line is dropped.
 */
export function withoutStack(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const noise = `${error}: ${error.stack}`;
  const original = console.error;
  console.error = (...args: unknown[]) => {
    if (args.length === 1 && args[0] === noise) {
      console.error = original;
      return;
    }
    original.apply(console, args);
  };
  return error;
}
