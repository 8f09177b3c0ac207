"""How the report page looks: light, dark, on a phone and on paper."""

_LIGHT = """
--page:#f7f4ef;--card:#fff;--ink:#2b2a28;--soft:#5d5850;--rule:#ddd6cb;
--chapter:#efe7d9;--phase:#dcebdd;--music:#e7e0f1;--voice:#17666f;--whole:#e3d3ef;--edge:#7d62a3;
--near:#a8470f;--warn:#fdf0e4;--link:#17596b"""
_DARK = """
--page:#191817;--card:#232221;--ink:#ece7df;--soft:#b5aea3;--rule:#403c37;
--chapter:#3b342a;--phase:#27392a;--music:#392f48;--voice:#74cbd2;--whole:#43355a;--edge:#b39ad6;
--near:#f2a672;--warn:#3a2a1d;--link:#8fd0e0"""

STYLE = f"""
:root{{color-scheme:light dark;{_LIGHT.strip()}}}
@media (prefers-color-scheme:dark){{:root{{{_DARK.strip()}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,\
"Noto Sans",sans-serif;overflow-wrap:anywhere}}
main{{max-width:1060px;margin:0 auto;padding:20px 14px 48px}}
h1{{font-size:1.6rem;line-height:1.25;margin:.4em 0 .2em}}
h2{{font-size:1.15rem;margin:2em 0 .6em;color:var(--soft)}}
h3{{font-size:1.25rem;line-height:1.3;margin:0}}
h4{{font-size:.95rem;margin:1em 0 .2em}}
p{{margin:.4em 0}}
a{{color:var(--link)}}
.where,.time{{color:var(--soft)}}
.time{{white-space:nowrap;font-variant-numeric:tabular-nums}}
nav ul,.problems ul{{margin:.2em 0;padding-left:1.2em}}
article{{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:16px 12px;margin:0 0 18px}}
.lead{{font-size:1.05rem}}
.problems{{background:var(--warn);border-left:5px solid var(--near);border-radius:4px;padding:8px 12px;margin:10px 0}}
.problems h4{{margin:0}}
.mark,.problems h4{{color:var(--near)}}
figure{{margin:14px 0 8px}}
figcaption{{font-size:.9rem;color:var(--soft);margin-top:6px}}
figcaption span{{display:inline-block;margin-right:1.1em;padding-left:22px;text-indent:-22px}}
figcaption i{{text-indent:0}}
.drawing{{width:100%;height:auto;display:none}}
.narrow{{display:block;max-width:480px}}
svg text{{fill:var(--ink);font-family:inherit}}
svg text.soft{{fill:var(--soft)}}
rect.chapter{{fill:var(--chapter)}}
rect.phase{{fill:var(--phase)}}
rect.music{{fill:var(--music)}}
path.said{{fill:var(--voice)}}
path.whole{{fill:var(--whole);stroke:var(--edge);stroke-width:1;stroke-linejoin:round}}
path.voice{{fill:none;stroke:var(--voice);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}}
.bell{{fill:var(--edge)}}
path.breath{{stroke:var(--edge);stroke-width:1.5}}
path.grid{{stroke:var(--soft);stroke-opacity:.35;stroke-dasharray:2 4}}
path.axis{{stroke:var(--soft);fill:none}}
path.near{{fill:var(--near)}}
path.dots{{stroke:var(--near);stroke-opacity:.6;stroke-dasharray:1 3}}
.key{{display:inline-block;width:16px;height:11px;margin-right:6px}}
.key.said{{background:var(--voice)}}
.key.voice{{height:0;border-top:3px solid var(--voice);vertical-align:middle}}
.key.whole{{background:var(--whole);border-top:2px solid var(--edge)}}
.key.bell{{width:10px;height:10px;margin:0 9px 0 3px;border-radius:50%;background:var(--edge)}}
.key.breath{{width:0;height:12px;margin:0 12px 0 8px;border-left:2px solid var(--edge)}}
.key.near{{width:0;height:0;margin:0 8px 0 2px;border:6px solid transparent}}
.key.near{{border-top:10px solid var(--near);border-bottom:0}}
.notes{{display:grid;gap:4px 40px}}
.lists>div{{break-inside:avoid}}
.lists h4{{margin-top:0;padding-top:.9em}}
ol{{margin:.2em 0;padding-left:1.7em}}
table{{border-collapse:collapse;width:100%;align-self:start}}
caption{{text-align:left;font-weight:bold;font-size:.95rem;padding:.9em 0 .2em}}
th,td{{padding:3px 0;border-top:1px solid var(--rule);text-align:left;font-weight:normal}}
th{{color:var(--soft)}}
td{{text-align:right;font-variant-numeric:tabular-nums}}
@media (min-width:720px){{
.narrow{{display:none}}.wide{{display:block}}
article{{padding:20px 24px}}
.notes{{grid-template-columns:minmax(0,9fr) minmax(0,5fr)}}.lists{{columns:2;column-gap:32px}}
}}
@media print{{
:root{{{_LIGHT.strip()};--page:#fff;color-scheme:light;font-size:8.5pt}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
body{{font-size:8.5pt;line-height:1.35}}
main{{max-width:none;padding:0}}
h2{{break-after:avoid}}
article{{break-inside:avoid;border-color:#bbb;padding:12px 16px}}
th,td{{padding:1px 0}}
.narrow{{display:none}}.wide{{display:block}}
.notes{{grid-template-columns:minmax(0,9fr) minmax(0,5fr)}}.lists{{columns:2;column-gap:32px}}
a{{color:inherit;text-decoration:none}}
nav{{display:none}}
}}
"""
"""The whole style sheet; it names no font, picture or sheet from anywhere else."""
