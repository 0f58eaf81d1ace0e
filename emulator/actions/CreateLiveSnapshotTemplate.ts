import { defineAction } from "../action";
import { putInEffect } from "../configuration";
import type { SnapshotTemplate } from "../model";
import { int, text } from "../parameters";
import { COS_FIELDS, checkCos, SNAPSHOT_FIELDS, SNAPSHOT_WRITE_CODES } from "../snapshot-templates";
import { NAME, PLAIN_DESCRIPTION, refuseOverQuota } from "../templates";

const DEFAULT_INTERVAL = 10;

/** COS path and name are kept as null where they are not given, and the defaults then apply to the pictures. */
export const CreateLiveSnapshotTemplate = defineAction({
  name: "CreateLiveSnapshotTemplate",
  service: "live",
  rate: 200,
  parameters: {
    TemplateName: text({ required: true, ...NAME }),
    ...COS_FIELDS,
    Description: text(PLAIN_DESCRIPTION),
    SnapshotInterval: int({ min: 2, max: 300 }),
    ...SNAPSHOT_FIELDS,
  },
  codes: [...SNAPSHOT_WRITE_CODES, "InternalError.ConfOutLimit"],
  run({ account, input }) {
    checkCos(input);
    const { templates } = account.snapshot;
    refuseOverQuota(templates.size, account.settings.quotas.snapshotTemplates, "InternalError.ConfOutLimit");
    const template: SnapshotTemplate = {
      TemplateId: account.nextTemplateId(),
      TemplateName: input.TemplateName,
      Description: input.Description ?? "",
      SnapshotInterval: input.SnapshotInterval ?? DEFAULT_INTERVAL,
      Width: input.Width ?? 0,
      Height: input.Height ?? 0,
      PornFlag: input.PornFlag ?? 0,
      CosAppId: input.CosAppId,
      CosBucket: input.CosBucket,
      CosRegion: input.CosRegion,
      CosPrefix: input.CosPrefix ?? null,
      CosFileName: input.CosFileName ?? null,
    };
    templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "snapshotTemplate", key: String(template.TemplateId), value: template });
    return { TemplateId: template.TemplateId };
  },
});
