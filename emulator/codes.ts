/** Error codes that an action documents, by the groups its page shares with its siblings (service facts 0). */
export const SVC = [
  "ResourceNotFound.ForbidService",
  "ResourceNotFound.FreezeService",
  "ResourceNotFound.StopService",
  "ResourceNotFound.UserDisableService",
] as const;
export const PARAM = ["InvalidParameter", "InvalidParameterValue", "MissingParameter"] as const;
export const CFG = [
  "InternalError",
  "InternalError.ArgsNotMatch",
  "InternalError.ConfInUsed",
  "InternalError.ConfNotFound",
  "InternalError.InvalidInput",
  "InternalError.NotFound",
] as const;
export const RULE = ["InternalError.RuleAlreadyExist", "InternalError.RuleInUsing", "InternalError.RuleNotFound"] as const;
export const TASK = ["InternalError", "InternalError.GetConfigError", "InternalError.NetworkError"] as const;
export const STREAM = [
  "FailedOperation.CallOtherSvrFailed",
  "InternalError",
  "InternalError.CallOtherSvrError",
  "InternalError.ConfigNotExist",
  "InternalError.GetBizidError",
  "InternalError.GetStreamInfoError",
  "InternalError.GetUpstreamInfoError",
  "InternalError.NotPermmitOperat",
  "InternalError.StreamStatusError",
  "InternalError.UpdateDataError",
] as const;

/** What each code says when the caller has nothing more exact to say. */
export const MESSAGES = {
  "AuthFailure.InvalidAuthorization": "The `Authorization` header of the request is malformed.",
  "AuthFailure.SecretIdNotFound": "The SecretId is not found. Check that it is correct and enabled.",
  "AuthFailure.SignatureExpire": "The signature has expired. The timestamp and the server time must not differ by more than five minutes.",
  "AuthFailure.SignatureFailure": "The provided credentials could not be validated. Check that the signature is correct.",
  "AuthFailure.TokenFailure": "The security token is invalid.",
  FailedOperation: "The operation failed.",
  "FailedOperation.AlterTaskState": "The state of the task could not be changed.",
  "FailedOperation.ConfInUsed": "The template is in use.",
  "FailedOperation.InvalidVodUser": "VOD is not activated for this user.",
  "FailedOperation.NotFound": "The record was not found.",
  "FailedOperation.RuleAlreadyExist": "The rule already exists.",
  InternalError: "Internal error.",
  "InternalError.ConfNotFound": "The template was not found.",
  "InternalError.ConfOutLimit": "The number of templates is over the limit.",
  "InternalError.NotFound": "The record was not found.",
  "InternalError.RuleOutLimit": "The number of rules is over the limit.",
  InvalidAction: "The specified action is invalid.",
  InvalidParameter: "A parameter is wrong.",
  "InvalidParameter.COSCustomFileNameError": "The COS file name is invalid.",
  "InvalidParameter.ConfNotFound": "The template was not found.",
  "InvalidParameter.DomainFormatError": "The domain name is malformed.",
  "InvalidParameter.UrlNotSafe": "The callback URL is not safe.",
  "InvalidParameter.InvalidVodFileName": "The VOD file name is invalid.",
  InvalidParameterValue: "The value of a parameter is wrong.",
  "InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict": "AddKeyFrameDescs and ClearKeyFrameDescs cannot be used together.",
  "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict": "AddKeyFrameDescs and DeleteKeyFrameDescs share a time offset.",
  "InvalidParameterValue.AddTagsAndClearTagsConflict": "AddTags and ClearTags cannot be used together.",
  "InvalidParameterValue.AddTagsAndDeleteTagsConflict": "AddTags and DeleteTags share a tag.",
  "InvalidParameterValue.ClipDuration": "The clip is too long.",
  "InvalidParameterValue.Description": "Description is invalid.",
  "InvalidParameterValue.EndTime": "EndTime is invalid.",
  "InvalidParameterValue.ExpireTime": "ExpireTime is invalid.",
  "InvalidParameterValue.FileIds": "FileIds is invalid.",
  "InvalidParameterValue.FileIdsEmpty": "FileIds is empty.",
  "InvalidParameterValue.FileIdsOverLimit": "FileIds has more than 20 entries.",
  "InvalidParameterValue.ImageDecodeError": "CoverData is no picture.",
  "InvalidParameterValue.KeyFrameDescContentTooLong": "The content of a key frame description is too long.",
  "InvalidParameterValue.Name": "Name is invalid.",
  "InvalidParameterValue.Offset": "Offset plus Limit is over 5000.",
  "InvalidParameterValue.StartTime": "StartTime is invalid.",
  "InvalidParameterValue.StreamIdInvalid": "StreamId is invalid.",
  "InvalidParameterValue.TagTooLong": "A tag is too long.",
  "LimitExceeded.KeyFrameDescCountReachMax": "The file has too many key frame descriptions.",
  "LimitExceeded.MaximumRunningTask": "The number of tasks that run at once is over the limit.",
  "LimitExceeded.MaximumTask": "The number of tasks created today is over the limit.",
  "LimitExceeded.TagCountReachMax": "The file has too many tags.",
  InvalidRequest: "The request is malformed.",
  MissingParameter: "A required parameter is missing.",
  NoSuchProduct: "The specified product does not exist.",
  NoSuchVersion: "The specified version of the API does not exist.",
  RequestSizeLimitExceeded: "The request is too long.",
  RequestLimitExceeded: "The number of requests exceeds the frequency limit of the action.",
  "ResourceNotFound.ChannelNotExist": "The channel does not exist.",
  "ResourceNotFound.FileNotExist": "The file does not exist.",
  ResourceNotFound: "The resource does not exist.",
  "ResourceNotFound.TaskId": "The task does not exist.",
  "ResourceUnavailable.InvalidVodStatus": "The VOD service is not activated.",
  "ResourceUnavailable.StreamNotExist": "The stream is not being pushed.",
  UnknownParameter: "A parameter is not recognized.",
  UnsupportedOperation: "The operation is not supported.",
  UnsupportedProtocol: "The HTTP method or the content type of the request is not supported.",
  UnsupportedRegion: "The region is not supported.",
} as const;

/** A code that the emulator can answer. */
export type Code = keyof typeof MESSAGES;

/** An answer of the service that is an error: HTTP 200 with `Response.Error`. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Ends the action with a code of the service; the message defaults to the code's own. */
export function fail(code: Code, message: string = MESSAGES[code]): never {
  throw new ApiError(code, message);
}
