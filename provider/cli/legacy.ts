import { Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../core/errors";
import { LegacyClient, legacyPictureUrl, legacyPlayUrl, parseLegacyPicture } from "../reading/index";
import { jsonOption } from "./options";
import { EXIT, type Session } from "./session";
import { table } from "./table";
import { momentArgument } from "./times";

interface Access {
  readonly cmd?: number;
  readonly endpoint?: string;
  readonly json?: boolean;
}

interface FileOptions {
  readonly bizid?: string;
  readonly from?: number;
  readonly to?: number;
  readonly sort?: "asc" | "desc";
}

/** A flag would stand in the shell's history. */
const KEY = "LIVEREC_LEGACY_KEY";

function whole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError("write a whole number.");
  return value;
}

function client(session: Session, { cmd, endpoint }: Access): LegacyClient {
  const key = session.terminal.env[KEY];
  if (key === undefined || key === "") throw new UserError(`the key is missing: set ${KEY} to the 32 characters that support handed out`);
  if (cmd === undefined) throw new UserError("the business id is missing: give --cmd");
  return new LegacyClient({ cmd, key, ...(endpoint === undefined ? {} : { endpoint }) });
}

function access(command: Command): Command {
  return command
    .option("--cmd <number>", "business id, sent as cmd", whole)
    .option("--endpoint <url>", "where the interface is (default: http://fcgi.video.qcloud.com)")
    .addOption(jsonOption());
}

/** `liverec legacy`: the read-only interface of 2016. */
export function legacyCommand(session: Session): Command {
  const legacy = new Command("legacy").description(`read from the interface of 2016 (key in ${KEY})`);
  legacy.addCommand(filesCommand(session)).addCommand(queueCommand(session)).addCommand(statusCommand(session));
  return legacy;
}

function filesCommand(session: Session): Command {
  return access(new Command("files"))
    .description("the recorded files of a channel (Live_Tape_GetFilelist)")
    .argument("<channel>", "channel id")
    .option("--bizid <id>", "VOD business id, for play addresses")
    .option("--from <time>", "only files from here on, RFC 3339 (later editions of the interface)", momentArgument)
    .option("--to <time>", "only files up to here, at most 24 hours later", momentArgument)
    .addOption(new Option("--sort <order>", "by begin (later editions)").choices(["asc", "desc"]))
    .action(async (channel: string, options: Access & FileOptions) => {
      const { bizid, from, to, sort } = options;
      const query = {
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(to === undefined ? {} : { to: new Date(to) }),
        ...(sort === undefined ? {} : { sort }),
      };
      const found = await session.progress("Asking for the files", client(session, options).files(channel, query));
      const files = found.map((file) => ({ ...file, ...(bizid === undefined ? {} : { url: legacyPlayUrl(bizid, file.vid) }) }));
      if (options.json) return session.json({ files });
      if (files.length === 0) return session.line(`Channel ${channel} has no recorded files.`);
      session.line(
        table(
          session,
          ["vid", "start (China)", "end (China)", "address"],
          files.map((file) => [file.vid, file.startTime, file.endTime, file.recordFileUrl ?? file.url ?? ""]),
        ),
      );
    });
}

function queueCommand(session: Session): Command {
  return access(new Command("queue"))
    .description("the waiting messages of a queue (Live_Queue_Get); 100 holds snapshots")
    .option("--count <number>", "how many at most, 1 to 100", whole, 10)
    .option("--queue <number>", "queue id", whole, 100)
    .option("--bucket <name>", "COS bucket of the snapshots, for addresses (with --cos-app-id)")
    .option("--cos-app-id <id>", "account number of the bucket (with --bucket)")
    .action(
      async (
        options: Access & { readonly count: number; readonly queue: number; readonly bucket?: string; readonly cosAppId?: string },
      ) => {
        const { bucket, cosAppId } = options;
        // Before anything is asked: what is read may be taken out of the queue.
        if ((bucket === undefined) !== (cosAppId === undefined))
          throw new UserError("the address of a picture needs both --bucket and --cos-app-id");
        const messages = await session.progress("Asking for the queue", client(session, options).queue(options.count, options.queue));
        const pictures = messages.map(({ streamId, name }) => ({
          streamId,
          name,
          ...parseLegacyPicture(name),
          ...(bucket === undefined || cosAppId === undefined ? {} : { url: legacyPictureUrl(bucket, cosAppId, name) }),
        }));
        if (options.json) return session.json({ pictures });
        if (pictures.length === 0) return session.line(`No message waits in queue ${options.queue}.`);
        session.line(
          table(
            session,
            ["stream", "picture", "size", "address"],
            pictures.map((picture) => [
              picture.streamId,
              picture.name,
              "width" in picture ? `${picture.width}x${picture.height}` : "",
              picture.url ?? "",
            ]),
          ),
        );
      },
    );
}

function statusCommand(session: Session): Command {
  return access(new Command("status"))
    .description(`whether a channel gets a stream (Live_Channel_GetStatus); ends with ${EXIT.findings} when it does not`)
    .argument("<channel>", "channel id")
    .action(async (channel: string, options: Access) => {
      const status = await session.progress("Asking for the channel", client(session, options).status(channel));
      if (!status.live) session.code = EXIT.findings;
      if (options.json) return session.json({ channel, ...status });
      session.line(
        status.live ? `${channel} gets a stream: ${status.rate}, ${status.protocols.join(" and ")}.` : `${channel} gets no stream.`,
      );
    });
}
