/**
 * What a person can do about an error code of the service: one or two sentences in the imperative.
 *
 * Keys without a dot are matched against the code's last part, because the same condition comes under several prefixes
 * (`FailedOperation.ConfInUsed`, `InternalError.ConfInUsed`, ...); keys with a dot against the whole code, and win.
 */
const hints: ReadonlyMap<string, string> = new Map([
  [
    "AuthFailure.SecretIdNotFound",
    "Check TENCENTCLOUD_SECRET_ID: the service does not know this id (deleted, disabled, or of another site).",
  ],
  ["AuthFailure.InvalidSecretId", "Check TENCENTCLOUD_SECRET_ID: it is not an API key id of this product."],
  ["AuthFailure.SignatureFailure", "Check TENCENTCLOUD_SECRET_KEY: it does not belong to the id in TENCENTCLOUD_SECRET_ID."],
  ["AuthFailure.SignatureExpire", "Set this machine's clock: it differs from the service's by more than five minutes."],
  [
    "AuthFailure.TokenFailure",
    "Renew TENCENTCLOUD_SECURITY_TOKEN together with its id and key; remove it when the key is a permanent one.",
  ],
  ["AuthFailure.MFAFailure", "This key needs a second factor: use one that may be used by programs."],
  ["AuthFailure.InvalidAuthorization", "Check TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY for stray characters."],
  ["InvalidParameterValue.ClipDuration", "Shorten the clip: the service refuses an interval of this length."],
  ["InvalidParameterValue.StreamIdInvalid", "Check the stream: time shift must have been recording it during the clip's interval."],
  ["LimitExceeded.RateLimitExceeded", "Try again later, or lower --parallel: other programs may be using up this account's request rate."],
  ["LimitExceeded.MaximumRunningTask", "Wait for running record tasks to end, or stop some: too many run at once."],
  ["LimitExceeded.MaximumTask", "Try again tomorrow, or delete tasks that are not needed: the day's quota of new record tasks is used up."],
  ["ResourceNotFound.TaskId", "The task is gone at the service: run refresh."],
  ["UnauthorizedOperation", "Grant the key's user this action in CAM (access management)."],
  ["RequestLimitExceeded", "Try again later, or lower --parallel: other programs may be using up this account's request rate."],
  ["GlobalRegionUinLimitExceeded", "Try again later: the account's request rate over all regions is used up."],
  ["IPLimitExceeded", "Try again later: the request rate of this IP address is used up."],
  ["UinLimitExceeded", "Try again later: the account's request rate is used up."],
  ["IpInBlacklist", "This machine's IP address is on the account's blacklist: remove it there, or run elsewhere."],
  ["IpNotInWhitelist", "Add this machine's IP address to the account's whitelist."],
  ["ConfInUsed", "Remove the rules that use this template first: the service does not delete a template that is in use."],
  ["RuleInUsing", "The rule is in use: try again once nothing depends on it."],
  ["RuleAlreadyExist", "A rule for this domain, app and stream exists already: delete it, or take it over with adopt: true."],
  ["ConfNotFound", "The template is gone at the service: run refresh, and check the template id."],
  ["RuleNotFound", "The rule is gone at the service: run refresh."],
  ["NotFound", "The object is gone at the service: run refresh."],
  ["ResourceNotFound", "The object is gone at the service: run refresh."],
  ["ConfOutLimit", "Delete templates that are not needed, or ask the vendor for a higher quota (usually 50 templates of a kind)."],
  ["RuleOutLimit", "Delete rules that are not needed, or ask the vendor for a higher quota (usually 50 rules of a kind)."],
  ["InvalidVodStatus", "Activate VOD (Video on Demand) for this account: recordings are stored there."],
  ["InvalidVodUser", "Activate VOD for this account, and check subAppId: newer accounts must always give it."],
  ["NotLVBCodeMode", "Switch the account to live code (LVB) mode in the Live console: other modes cannot be configured."],
  ["StreamNotExist", "Start pushing the stream first: recording at once needs a stream that is live."],
  ["ChannelNotExist", "Check the stream name, app and domain: the service knows no such stream."],
  ["ClipDuration", "Shorten the clip: the service refuses an interval of this length."],
  ["InvalidVodFileName", "Check vodFileName: it holds a placeholder or a character that the service does not take."],
  ["COSCustomFileNameError", "Check the COS file name: it holds a placeholder or a character that the service does not take."],
  ["DomainFormatError", "Check the domain: write the plain push domain, without scheme, port or path."],
  ["UrlNotSafe", "Check the callback URL: its host must resolve to a public address."],
  ["CosBucketNotExist", "Check the bucket's name and region: give the name without the -appid suffix."],
  ["CosBucketNotPermission", "Allow the Live service to write to this bucket."],
  ["CosRoleNotExists", "Authorise the Live service's role for COS in the console."],
  ["AlterTaskState", "Stop the task before deleting it."],
  ["ForbidService", "The vendor has banned the account's Live service: contact its support."],
  ["FreezeService", "The account's Live service is frozen, as for arrears: settle the account."],
  ["StopService", "The account's Live service was stopped, as for arrears: settle the account and start it again."],
  ["UserDisableService", "The Live service was stopped by the account's owner: start it again in the console."],
  ["UserNotExist", "Activate the Live service for this account."],
  ["UnsupportedRegion", "Set TENCENTCLOUD_REGION to a region that has this action, such as ap-guangzhou."],
  ["NoSuchVersion", "Check TENCENTCLOUD_DOMAIN: the endpoint does not offer this version of the API."],
  ["NoSuchProduct", "Check TENCENTCLOUD_DOMAIN: the endpoint does not offer this product."],
  ["InvalidAction", "Check TENCENTCLOUD_DOMAIN: the endpoint does not know this action."],
  ["ServiceUnavailable", "Try again later: the service is not available."],
  ["InternalError", "Try again later; if it stays, give the RequestId to the vendor's support."],
]);

/** Hints for whole groups of codes, by first part, where neither the code nor its last part has one. */
const groups: ReadonlyMap<string, string> = new Map([
  ["AuthFailure", "Check TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY."],
  ["UnauthorizedOperation", "Grant the key's user this action in CAM (access management)."],
  ["RequestLimitExceeded", "Try again later: the account's request rate is used up."],
  ["LimitExceeded", "A quota of the account is used up: delete what is not needed, or ask the vendor for more."],
  ["InvalidParameter", "Check the values given: the service does not take one of them."],
  ["InvalidParameterValue", "Check the values given: the service does not take one of them."],
  ["MissingParameter", "A value that the service needs was not given."],
  ["InternalError", "Try again later; if it stays, give the RequestId to the vendor's support."],
]);

/** The last dotted part of an error code: `ConfInUsed` of `FailedOperation.ConfInUsed`. */
export const lastPart = (code: string): string => code.slice(code.lastIndexOf(".") + 1);

/** The first dotted part of an error code: `FailedOperation` of `FailedOperation.ConfInUsed`. */
export const firstPart = (code: string): string => code.split(".", 1)[0] ?? code;

/** What to do about an error code, or undefined when nothing better than the service's own message is known. */
export function hintFor(code: string): string | undefined {
  return hints.get(code) ?? hints.get(lastPart(code)) ?? groups.get(firstPart(code));
}
