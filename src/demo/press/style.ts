/** The stylesheet of all pages; `--accent` is set by each page to its outlet's colour. */
export const stylesheet = `
*{box-sizing:border-box}
body{margin:0;color:#1c1a19;background:#faf8f5;font:1.05rem/1.65 Georgia,'Times New Roman',serif}
a{color:var(--accent)}
header,main,aside,footer{max-width:44rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem;border-bottom:3px double var(--accent);text-align:center}
header .name{font-size:2.2rem;letter-spacing:.02em;text-decoration:none}
header p{margin:.1rem 0 .6rem;font-style:italic;color:#6b6560}
nav{padding-bottom:.7rem;font:.8rem/1.6 system-ui,sans-serif;text-transform:uppercase;letter-spacing:.08em}
nav a{margin:0 .6rem;text-decoration:none}
article h1{margin:1.6rem 0 .4rem;font-size:2rem;line-height:1.2;font-weight:normal}
h2{margin:1.8rem 0 .4rem;font-size:1.25rem}
.standfirst{font-size:1.2rem;line-height:1.45;color:#4a4541}
.byline,time,.section{font:.85rem/1.6 system-ui,sans-serif;color:#6b6560}
.section{color:var(--accent);text-transform:uppercase;letter-spacing:.08em;margin-top:1.8rem}
aside{margin-top:2.5rem;border-top:1px solid #ddd6cd}
aside h2{font-size:1rem}
aside li,main li{margin:.35rem 0}
footer{margin-top:2.5rem;padding-bottom:6rem;font:.8rem/1.6 system-ui,sans-serif;color:#6b6560}
.cookies{position:fixed;inset:auto 0 0;width:100%;max-width:none;border:0;padding:.8rem 1.25rem;background:#1c1a19;color:#faf8f5;font:.85rem/1.5 system-ui,sans-serif}
.cookies form{display:flex;gap:1rem;align-items:center;justify-content:center}
.cookies p{margin:0}
.cookies button{font:inherit;padding:.3rem .9rem;border:0;background:#faf8f5;color:#1c1a19;cursor:pointer}
@media (prefers-color-scheme:dark){body{background:#191716;color:#ece7e1}.standfirst,.byline,time,footer,header p{color:#b5ada5}a,.section{color:#e2b6a0}header{border-color:#e2b6a0}aside{border-color:#3a3633}}
`;
