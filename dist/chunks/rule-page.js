/*1ee60efd4f0884c9a1a96ad5643b661a*/function e(e){let t=e.replace(/^[^\S\n]*\n/,``).trimEnd().split(`
`),n=t.filter(e=>e.trim()!==``).map(e=>e.search(/\S/)),r=Math.min(...n);return t.map(e=>e.slice(r).trimEnd()).join(`
`)}function t(e){let t=Math.max(2,...(e.match(/`+/g)??[]).map(e=>e.length)),n="`".repeat(t+1);return`${n}yaml\n${e}\n${n}`}function n({id:e,rule:t},n){return[`${n} ${e.slice(e.indexOf(`/`)+1)}`,`${r(t.summary)}.`,i({id:e,rule:t}),`**Why.** ${r(t.why)}`,`**Fix.** ${r(t.fix)}`,...a(`Reported`,t.bad),...a(`Fine`,t.good),...o({id:e,rule:t}),...s(t.options),t.links.map(e=>`- <${e}>`).join(`
`)].filter(e=>e!==``).join(`

`)}function r(e){return e.split(/(`[^`]*`)/).map((e,t)=>t%2?e:e.replace(/[\\*_[\]]/g,`\\$&`).replaceAll(`<`,`&lt;`)).join(``)}function i({id:e,rule:t}){let n=t.preset&&t.preset!==`recommended`?[`only in the preset \`${t.preset}\``]:[],r=t.upstream?.length?[`also known as ${t.upstream.join(`, `)}`]:[],i=t.formerly?.length?[`formerly ${t.formerly.map(e=>`\`${e}\``).join(`, `)}`]:[];return[`\`${e}\``,t.severity,t.category,`since ${t.since}`,...n,...r,...i].join(` \u00b7 `)}function a(n,r){return r.length===0?[]:[`${n}:`,r.map(n=>t(e(n))).join(`

`)]}function o({id:e,rule:t}){let n=Object.entries(t.codes??{});if(n.length===0)return[];let r=n.map(([e,t])=>`| \`${e}\` | ${c(t)} |`);return[`Sub-codes, each silenced alone as \`${e}:code\`:`,[`| Code | Finds |`,`| --- | --- |`,...r].join(`
`)]}function s(e){let t=Object.entries(e??{});return t.length===0?[]:[[`| Option | Default | Means |`,`| --- | --- | --- |`,...t.map(([e,t])=>`| \`${e}\` | \`${JSON.stringify(t.default)}\` | ${c(t.description)} |`)].join(`
`)]}function c(e){return r(e).replaceAll(`|`,`\\|`).replace(/\s+/g,` `)}exports.a=t,exports.i=e,exports.n=r,exports.r=n,exports.t=c;