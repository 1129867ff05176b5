import { dark, light, properties } from './palette.js';

/** The page's style. Paper is always light; on a narrow screen the rows of tables become cards. */
export const style = `
:root{color-scheme:light dark;${properties(light)}}
@media screen and (prefers-color-scheme:dark){:root{${properties(dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:.94rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,main,footer{max-width:64rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.75rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .4rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 .6rem;overflow-wrap:anywhere}
h3{font-size:1rem;margin:1.25rem 0 .4rem;color:var(--quiet);overflow-wrap:anywhere}
p{margin:.3rem 0;overflow-wrap:anywhere}
ul{margin:.3rem 0;padding-left:1.2rem}
li{margin:.15rem 0;overflow-wrap:anywhere}
footer{color:var(--quiet);font-size:.85rem;padding-bottom:2rem}
.asof{color:var(--quiet)}
.badge{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.05rem .7rem;font-weight:600}
.Clean{color:var(--good)}.Breaks,.Halted{color:var(--bad)}.Unknown{color:var(--warn)}.Open,.NotReconciled{color:var(--info)}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:1rem 0}
a{color:var(--info)}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem 1.1rem;margin:1rem 0}
figure{margin:1rem 0 .2rem}
figcaption{color:var(--quiet);font-size:.85rem}
figure svg{display:block;width:100%;max-width:44rem;overflow:visible}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.87rem}
th,td{text-align:left;vertical-align:top;padding:.32rem .8rem .32rem 0;overflow-wrap:break-word}
th{color:var(--quiet);font-weight:600;border-bottom:1px solid var(--line);white-space:nowrap}
tbody tr+tr td{border-top:1px solid var(--line)}
.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
text{fill:var(--ink);font-size:12px}
.quiet{fill:var(--quiet)}
.strong{font-weight:600}
.us{fill:var(--info);font-weight:600}
.axis{stroke:var(--line);stroke-width:1}
.flow{stroke:var(--ink);stroke-width:2}
.flow.open{stroke-dasharray:5 4;stroke:var(--quiet)}
.head{fill:var(--ink)}
.head.open{fill:var(--quiet)}
.span-Sent{fill:var(--quiet)}.span-Unknown{fill:var(--warn)}.span-Accepted{fill:var(--info)}
.mark{stroke:currentColor;stroke-width:2;fill:var(--card);stroke-linejoin:round;stroke-linecap:round}
.mark-Approved,.mark-Sent,.mark-Seen{color:var(--quiet)}.mark-Accepted{color:var(--info)}.mark-Unknown,.mark-Person{color:var(--warn)}.mark-Nothing{color:var(--bad)}.mark-Done{color:var(--good)}
.mark-Done .shape,.mark-Accepted .shape{fill:currentColor}
.mark-Done .inner{stroke:var(--card);fill:none}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;list-style:none;padding:0;margin:.3rem 0;font-size:.85rem;color:var(--quiet)}
.legend li{display:flex;align-items:center;gap:.35rem}
.legend svg{width:16px;height:16px;flex:none}
@media screen and (max-width:44rem){
table,tbody,tr,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.45rem 0}
tbody tr+tr{border-top:1px solid var(--line)}
tbody tr+tr td{border-top:0}
td,td.number{display:grid;grid-template-columns:6.2rem minmax(0,1fr);gap:.6rem;padding:.1rem 0;text-align:left;white-space:normal;overflow-wrap:anywhere}
td::before{content:attr(data-name);color:var(--quiet)}
td:empty{display:none}
}
@media print{
html{font-size:10.5pt}
body{background:#fff}
header,main,footer{max-width:none;padding:0}
nav{display:none}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:.6rem 0;margin:.4rem 0}
tr,figure,li{break-inside:avoid}
h2,h3{break-after:avoid}
a{color:inherit;text-decoration:none}
}
`;
