/** The look of the page: light or dark as the reader has it, and fit for paper. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c2330; --soft: #5c6675; --line: #dfe3ea; --panel: #f6f7f9;
  --danger: #b3261e; --danger-ground: #fdecea; --warning: #8a5300; --warning-ground: #fff4df; --new: #1f7a45; --new-ground: #d9f2e3; --stays: #c9d1dc; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161d; --text: #e6eaf0; --soft: #9aa5b4; --line: #2c3440; --panel: #1a2029;
  --danger: #ff9a92; --danger-ground: #44191a; --warning: #f3c26b; --warning-ground: #3d2e10; --new: #79d6a0; --new-ground: #163a26; --stays: #3d4756; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1020px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 19px; margin: 36px 0 10px; } h3 { font-size: 15px; font-weight: 600; margin: 18px 0 6px; overflow-wrap: anywhere; }
.sub { color: var(--soft); margin: 4px 0 0; }
code { font: 13.5px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.stopped { border: 2px solid var(--danger); border-radius: 8px; padding: 4px 18px 10px; margin-top: 24px; } .stopped code { white-space: nowrap; } .stopped h2 { margin: 10px 0 0; color: var(--danger); }
.findings { list-style: none; margin: 0; padding: 0; } .findings li { border-left: 5px solid var(--line); background: var(--panel); border-radius: 4px;
  padding: 9px 14px; margin: 8px 0; overflow-wrap: anywhere; }
.findings li.danger { border-color: var(--danger); background: var(--danger-ground); } .findings li.danger strong { color: var(--danger); }
.findings li.warning { border-color: var(--warning); background: var(--warning-ground); } .findings li.warning strong { color: var(--warning); }
.findings strong { margin-right: 4px; }
svg { display: block; width: 100%; height: auto; font: 12.5px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; margin: 6px 0; }
svg text { fill: var(--text); } svg .hour, svg .side, svg .nothing { fill: var(--soft); } svg .day, svg .stream { font-weight: 600; }
svg .ground { fill: var(--panel); } svg .grid { stroke: var(--line); }
svg .added rect, svg .then rect { fill: var(--new-ground); stroke: var(--new); }
svg .removed rect { fill: var(--danger-ground); stroke: var(--danger); stroke-dasharray: 5 3; }
svg .stays rect, svg .now rect { fill: var(--stays); stroke: none; } svg .open rect { stroke-dasharray: 6 3; stroke: var(--warning); }
.legend span { display: inline-block; padding: 1px 10px; margin-right: 8px; border-radius: 4px; font-size: 13px; border: 1px solid transparent; }
.legend .added { background: var(--new-ground); border-color: var(--new); } .legend .removed { background: var(--danger-ground); border: 1px dashed var(--danger); }
.legend .stays { background: var(--stays); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; } .figures { width: auto; } .figures td + td, .figures th + th { text-align: right; padding-left: 26px; font-variant-numeric: tabular-nums; }
td:first-child { white-space: nowrap; } tr.delete td:first-child { color: var(--danger); } tr.create td:first-child { color: var(--new); }
.resources { margin-top: 36px; } summary { cursor: pointer; } .resources summary { font-size: 19px; font-weight: 600; } .findings summary { font-size: 13px; color: var(--soft); }
footer { margin-top: 40px; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
`;
