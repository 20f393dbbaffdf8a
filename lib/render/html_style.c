/* The style sheet, kept here: the page is one file, and so is the program. */
#include "render/html.h"

#include "base/text.h"
#include "render/svg.h"

static const char *const style[] = {
    /* Colours: text 7:1 and marks 4.5:1 against their grounds, by day and by night. */
    ":root{color-scheme:light dark;--g:#fff;--t:#1b1b1b;--q:#54524d;--l:#cfccc4;--b:#f6f5f1;--a:#0b4f8a;--n:#9c1c0c;--y:#fff1b8;--s:#0004}",
    "@media screen and (prefers-color-scheme:dark){:root{--g:#17191c;--t:#e9e7e2;--q:#b5b2aa;--l:#474b51;--b:#202327;--a:#93c5ff;--n:#ffa08d;--y:#4b400f;--s:#fff4}}",
    "*{box-sizing:border-box}",
    "html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}",
    "body{margin:0;background:var(--g);color:var(--t);font:1rem/1.55 system-ui,-apple-system,\"Segoe UI\",\"Helvetica Neue\",Arial,sans-serif;"
    "overflow-wrap:anywhere}",
    "header,.p{max-width:76rem;margin:0 auto;padding:0 1.25rem}",
    "header{padding-top:2rem}",
    "main{min-width:0;max-width:57rem;padding-bottom:4rem}",
    "h1,h2,h3,summary{text-wrap:balance;line-height:1.25}",
    "h1{font-size:1.9rem;margin:0 0 .4rem;max-width:46rem}",
    "h2{font-size:1.4rem;margin:0 0 .8rem;padding-top:1rem;border-top:2px solid var(--t)}",
    "h3,h4{font-size:1.05rem;margin:1.4rem 0 .3rem}",
    "small{font-size:.9rem;font-weight:normal;color:var(--q)}",
    "section{margin-top:3rem}",
    /* Sections of a chapter. */
    "section section{margin-top:2.2rem}",
    "section section>h3{font-size:1.2rem;margin:0 0 .7rem;padding-top:.9rem;border-top:1px solid var(--q)}",
    "h2+section{margin-top:1.2rem}h2+section>h3{border:0;padding:0}",
    "p,ul,ol,.f{max-width:42rem;margin:.7rem 0}",
    ".o{font-size:1.1rem;margin:0 0 .6rem}",
    ".d{color:var(--q);margin:.15rem 0}",
    ".c{border-left:4px solid var(--q);background:var(--b);padding:.6rem .9rem}",
    ".k{background:var(--b);padding:.5rem .8rem;border-radius:4px}",
    "code,pre{font:.875em/1.4 ui-monospace,\"Cascadia Mono\",Menlo,Consolas,monospace}",
    "a{color:var(--a);text-underline-offset:.15em}",
    ":focus-visible{outline:3px solid var(--a);outline-offset:2px}",
    ":target{background:var(--y)}",
    "section:target{background:none}",
    "@media(forced-colors:active){:target{outline:2px solid Highlight}}",
    ".skip{position:absolute;left:-99rem}",
    ".skip:focus{left:1rem;top:1rem;background:var(--g);padding:.5rem;z-index:2}",
    ".h{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}",
    "nav ol{list-style:none;margin:1.2rem 0 0;padding:0;font-size:.92rem;line-height:1.35}",
    "nav ol ol{margin:0 0 .3rem}nav:has(ol ol)>ol>li>a{font-weight:600}",
    "nav li{margin:0}nav a{display:block;padding:.22rem 0;text-decoration:none}",
    "nav a:hover{text-decoration:underline}",
    "ul.m{list-style:none;padding:0}",
    "ul.m li{padding-left:1.6em}",
    "ul.m b{float:left;margin-left:-1.6em}",
    "li{margin:.25rem 0}",
    /* Tables scroll in a frame of their own; the page never does. A shadow at an edge says that there is more: what
     * covers it scrolls with the table, and is gone from there. */
    ".s{position:relative;overflow-x:auto;margin:1rem 0 .6rem;background:linear-gradient(90deg,var(--g) 1.2rem,transparent) local 0/1.5rem 100%,"
    "linear-gradient(270deg,var(--g) 1.2rem,transparent) local 100%/1.5rem 100%,linear-gradient(90deg,var(--s),transparent) 0/1.2rem 100%,"
    "linear-gradient(270deg,var(--s),transparent) 100%/1.2rem 100%;background-repeat:no-repeat}",
    "table{border-spacing:0;font-size:.92rem;line-height:1.35;font-variant-numeric:tabular-nums lining-nums;border-bottom:1px solid var(--t)}",
    "caption{text-align:left;font-weight:600;padding:.2rem 0;max-width:calc(100vw - 1.8rem)}",
    "th,td{padding:.28rem 0 .28rem 1.1rem;text-align:right;vertical-align:top;overflow-wrap:normal}",
    "td{white-space:nowrap}",
    "thead th{font-weight:600;vertical-align:bottom;hyphens:manual}",
    "thead tr:last-child>*,thead [rowspan]{border-bottom:1px solid var(--t)}",
    ".g{text-align:center;border-bottom:1px solid var(--l)}",
    "tr>:first-child{text-align:left;padding-left:0}",
    "thead tr+tr>:first-child{text-align:right;padding-left:1.1rem}",
    "tbody th{font-weight:normal;min-width:9rem;max-width:22rem;overflow-wrap:break-word}",
    "tbody tr+tr>*{border-top:1px solid var(--l)}",
    "tr>.t{text-align:left;white-space:normal;max-width:20rem}",
    "thead .w{min-width:8.5rem}",
    "tr>.x{overflow-wrap:anywhere}",
    "tr.e>*{font-weight:650}",
    "tbody tr.r>*{border-top:1px solid var(--t)}",
    ".n{color:var(--n)}",
    "tbody th.l1{padding-left:1.1rem}tbody th.l2{padding-left:2.2rem}tbody th.l3{padding-left:3.3rem}tbody th.l4{padding-left:4.4rem}tbody th.l5{padding-left:5.5rem}",
    "td a{display:block;color:inherit;text-decoration:none;min-width:1.5rem}",
    "td.t a,td a:hover,td a:focus{text-decoration:underline}",
    ".f{font-size:.86rem;color:var(--q);margin-bottom:1.4rem}",
    ".f p{margin:.15rem 0}",
    "figure{margin:1.2rem 0}",
    "figcaption{font-size:.86rem}.v figcaption{font-weight:600;font-size:1rem;margin-bottom:.4rem}",
    "pre{overflow-x:auto;margin:0;padding:.2rem 0}",
    "figure svg{display:block;margin-left:-.86rem}", /* its text begins where the page's does */
    /* Where numbers come from. */
    "#origins ul{list-style:none;margin:0 0 0 .4rem;padding-left:.9rem;border-left:1px solid var(--l);max-width:none}",
    "#origins details:target::details-content{content-visibility:visible;display:block}",
    "#origins li{margin:0;padding:.2rem 0}",
    "#origins a[href^='#f']{display:inline-block;min-width:1.7rem;line-height:1.7rem}",
    ".u{font-size:.8rem;line-height:2.1;color:var(--q);margin:-.5rem 0 .9rem}",
    "dt{font-weight:600;margin-top:.4rem}dd{margin:0}",
    "summary{cursor:pointer;padding:.2rem 0}",
    "#origins details p{margin:0 0 .2rem 1rem;max-width:none}",
    "#origins{font-size:.92rem;line-height:1.4}#origins>details>summary{font-weight:600}",
    "#origins i,#origins details p{color:var(--q);font-size:.85em;font-style:normal}",
    "@media(min-width:66rem){.p:has(>nav){display:grid;grid-template-columns:14rem minmax(0,1fr);gap:2.5rem}"
    "nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start;padding-top:1.4rem}}",
    /* Two charts side by side, where there is room. */
    "@media(min-width:66rem){figure:not(.v){display:inline-block;width:26rem;margin-right:.6rem;vertical-align:top}}",
    "@media(min-width:66rem){nav ol ol a{padding-left:.9rem}}",
    "@media(max-width:65.99rem){nav{border-bottom:1px solid var(--l);padding-bottom:.8rem}nav li{display:inline-block;margin:0 1.1rem 0 0}"
    "nav li:has(ol){display:block}th,td{padding-left:.8rem}}",
    "@media(max-width:46rem){header,.p{padding-left:.9rem;padding-right:.9rem}h1{font-size:1.5rem}h2{font-size:1.25rem}section section>h3{font-size:1.1rem}table{font-size:.86rem}"
    "tbody th{position:sticky;left:0;background:var(--g);min-width:6.5rem;max-width:12rem;hyphens:auto}"
    "tbody th.l1{padding-left:.6rem}tbody th.l2{padding-left:1.1rem}tbody th.l3{padding-left:1.6rem}tbody th.l4{padding-left:2rem}tbody th.l5{padding-left:2.4rem}"
    "figure svg{width:calc(100% + 1.8rem);max-width:26rem;margin:0 -.9rem}}",
    "@page{size:A4;margin:18mm 17mm 18mm;@bottom-right{content:counter(page) \" (\" counter(pages) \")\";font:8pt system-ui,sans-serif;color:#54524d}}",
    "@media print{body{font-size:9.5pt;line-height:1.45}header,.p{max-width:none;padding:0}header{padding-top:0}main{max-width:none;padding:0}"
    "nav,.skip,.u,.f p:has(>a[href^='#']),#origins>:not(h2,p+p),#origins>h3~p,#origins:not(:has(>.k)){display:none}a{color:inherit;text-decoration:none}main a[href^=http]{font-size:0}main a[href^=http]::after{content:attr(href);font-size:8pt;overflow-wrap:anywhere}"
    "h1{font-size:17pt}h2{font-size:14pt;break-after:avoid}"
    "h3,h4{font-size:10.5pt;break-after:avoid}section section>h3{font-size:12pt}#appendices{break-before:page}"
    "section,section section{margin-top:7mm}h2+section{margin-top:3mm}p,li{orphans:3;widows:3}.s{overflow:visible;background:none}table{font-size:8pt;break-inside:avoid}thead{display:table-header-group}"
    "tr,figure,.c,.k,.f{break-inside:avoid}p:has(+:is(.k,.s,figure)){break-after:avoid;break-inside:avoid}.f{font-size:7.5pt;break-before:avoid}th,td{padding:1mm 0 1mm 2.6mm}tbody th{min-width:26mm}"
    "figure:not(.v){display:inline-block;width:84mm;margin:2mm 3mm 2mm 0;vertical-align:top}figure svg{margin-left:-2.8mm;max-height:205mm}"
    /* A chart beside its table, where that is narrow enough. */
    ".b,figure:not(.v):has(details){display:flow-root;width:auto;break-inside:avoid}.b figure,figure:has(details) svg{float:left;width:84mm;margin-right:3mm}pre{font-size:7pt}figcaption>a,summary{display:none}figure details::details-content{content-visibility:visible;display:block}}",
};

void ek_html_style(struct ek_buffer *out) {
  for (size_t i = 0; i < sizeof style / sizeof *style; i++) ek_buffer_addf(out, "%s\n", style[i]);
  ek_buffer_add(out, ek_svg_css);
}
