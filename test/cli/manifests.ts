/** A sound manifest: rules of three levels, a stream exempted. */
export const GOOD = `version: 1
timeZone: Asia/Shanghai
templates:
  archive: { hlsParam: { storageTime: 2592000 }, hlsSpecialParam: { flowContinueDuration: 300 } }
  lecture: { mp4Param: { recordInterval: 7200, storageTime: 7776000 } }
  norecord: {}
domains:
  push.example.com:
    record:
      - { template: archive }
      - { app: lessons, template: lecture }
      - { stream: backstage, template: norecord }
`;
