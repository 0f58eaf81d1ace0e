import * as live from "pulumi-live-recording";

const domainName = "push.example.com";

// Viewers can go back a week in every stream of the domain; a clip can be cut out of that week, in steps of 5 seconds.
const week = new live.TimeShiftTemplate("week", { description: "A week back", duration: 604800 });
new live.TimeShiftRule("everything", { domainName, templateId: week.id });

// A month, and finer steps, for the app `lessons`.
const month = new live.TimeShiftTemplate("month", { duration: 2592000, itemDuration: 3 });
const lessons = new live.TimeShiftRule("lessons", { domainName, appName: "lessons", templateId: month.id });

export const level = lessons.level;
