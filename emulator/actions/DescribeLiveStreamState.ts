import { streamKey } from "../account";
import { defineAction } from "../action";
import { PARAM, STREAM, SVC } from "../codes";
import { NO_ERROR, refuse, undecidedCode } from "../inferred-codes";
import { text } from "../parameters";

/** A stream that was never pushed is `inactive` (INF). */
export const DescribeLiveStreamState = defineAction({
  name: "DescribeLiveStreamState",
  service: "live",
  rate: 300,
  parameters: { AppName: text({ required: true }), DomainName: text({ required: true }), StreamName: text({ required: true }) },
  codes: [...STREAM, ...SVC, ...PARAM, "FailedOperation", "ResourceNotFound.UserNotExist"],
  run({ account, input }) {
    const stream = account.streams.get(streamKey({ domain: input.DomainName, app: input.AppName, stream: input.StreamName }));
    const known = stream !== undefined || undecidedCode(account, "stateOfUnknownStream") === NO_ERROR;
    if (!known) refuse(account, "stateOfUnknownStream", "The stream was never pushed.");
    return { StreamState: stream?.live === true ? "active" : "inactive" };
  },
});
