import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf, it } from "vitest";
import type { Args, Desired } from "../../provider/core/schema";
import type * as generated from "../../provider/generated/resources";
import type { recordRule } from "../../provider/resources/record-rule";
import type { recordTemplate } from "../../provider/resources/record-template";

it("what a user writes is inferred from the shape: defaults may be left out, ids may be numbers", () => {
  expectTypeOf<Args<typeof recordRule.inputs>>().toEqualTypeOf<{
    domainName: string;
    templateId: string | number;
    appName?: string | undefined;
    streamName?: string | undefined;
    adopt?: boolean | undefined;
  }>();
});

it("what a lifecycle sees has the defaults filled and ids as text", () => {
  expectTypeOf<Desired<typeof recordRule.inputs>>().toEqualTypeOf<{
    domainName: string;
    templateId: string;
    appName: string;
    streamName: string;
    adopt: boolean;
  }>();
});

it("the generated arguments accept what the shape accepts", () => {
  expectTypeOf<Args<typeof recordRule.inputs>>().toExtend<generated.RecordRuleArgs>();
  expectTypeOf<Args<typeof recordTemplate.inputs>>().toExtend<generated.RecordTemplateArgs>();
  expectTypeOf<generated.RecordRule["level"]>().toEqualTypeOf<pulumi.Output<string>>();
});
