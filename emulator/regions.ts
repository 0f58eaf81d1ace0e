/**
 * The regions of the task and time-shift actions (international pages of the RecordTask family). The pages of the time-shift queries name
 * only ap-singapore and eu-frankfurt; here they take every region of the list (INF), because an account at home has to name its own.
 */
export const REGIONS: readonly string[] = [
  "ap-bangkok",
  "ap-guangzhou",
  "ap-hongkong",
  "ap-jakarta",
  "ap-mumbai",
  "ap-seoul",
  "ap-singapore",
  "ap-tokyo",
  "eu-frankfurt",
  "na-ashburn",
  "na-siliconvalley",
  "na-toronto",
  "sa-saopaulo",
];
