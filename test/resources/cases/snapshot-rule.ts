import type { World } from "../place";
import { ruleCases } from "./rules";
import type { Cases } from "./types";

const template = ({ cos }: World) => ({ CosAppId: cos.appId, CosBucket: cos.bucket, CosRegion: cos.region });

export const snapshotRule: Cases = { token: "SnapshotRule", ...ruleCases("Snapshot", template) };
