import { defineAction } from "../action";
import { putInEffect } from "../configuration";
import { id, int, text } from "../parameters";
import { COS_FIELDS, checkCos, SNAPSHOT_FIELDS, SNAPSHOT_WRITE_CODES } from "../snapshot-templates";
import { findTemplate, NAME, PLAIN_DESCRIPTION } from "../templates";

/** The bucket has to be named each time; the interval is at least 5 s here, where create takes 2. What is left out keeps its value (INF). */
export const ModifyLiveSnapshotTemplate = defineAction({
  name: "ModifyLiveSnapshotTemplate",
  service: "live",
  rate: 200,
  parameters: {
    TemplateId: id({ required: true }),
    ...COS_FIELDS,
    TemplateName: text(NAME),
    Description: text(PLAIN_DESCRIPTION),
    SnapshotInterval: int({ min: 5, max: 300 }),
    ...SNAPSHOT_FIELDS,
  },
  codes: [...SNAPSHOT_WRITE_CODES, "FailedOperation.NotFound"],
  run({ account, input }) {
    checkCos(input);
    const { templates } = account.snapshot;
    const template = { ...findTemplate(templates, input.TemplateId, "FailedOperation.NotFound"), ...input };
    templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "snapshotTemplate", key: String(template.TemplateId), value: template });
    return {};
  },
});
