/*5fc6485ca605dc0823c72ea5d28eeac4*/const e=require("./core.js");async function t({words:t}){let[r=`lint`]=t;if(!(r===`lint`||Object.hasOwn(e.C,r)))throw new e.M(`there is no command "${r}"${e.N(r,Object.keys(e.C))}`);return await e.j(1,n(r)),0}function n(e){return e===`lint`?a(`0.1.0`):r(e)}function r(t){let{words:n,flags:r}=e.D[t],a=r.map(n=>{let r=e.T[n];return[c(n,r),n===`format`?`${e.E[t].join(`, `)} (default text)`:r.help]}),o=i[t]??[];return[`mesh-lint ${t}: ${e.C[t]}\n`,`\nUsage\n  ${`mesh-lint ${t} ${n}`.trim()}\n`,...o.length>0?[`\nExamples\n${o.map(e=>`  ${e}\n`).join(``)}`]:[],...a.length>0?[`\nFlags\n${l(a)}\n`]:[]].join(``)}const i={explain:[`mesh-lint explain istio/unknown-subset`,`mesh-lint explain IST0101`],rules:[`mesh-lint rules --format json`],environments:[`mesh-lint environments clusters/prod`],completion:[`bash        mesh-lint completion bash > ~/.local/share/bash-completion/completions/mesh-lint`,'zsh         mesh-lint completion zsh > "${fpath[1]}/_mesh-lint"',`fish        mesh-lint completion fish > ~/.config/fish/completions/mesh-lint.fish`,`powershell  mesh-lint completion powershell >> $PROFILE`]};function a(t){return`mesh-lint ${t}: finds mistakes in Istio, Linkerd, SMI and Gateway API manifests before the cluster does

Usage
${l([[`mesh-lint [paths]`,`lint files, folders and globs (default: the folder you are in)`],...o])}

Examples
  mesh-lint                                      everything that git knows here
  mesh-lint clusters/prod --fail-on warning      one folder, strictly
  mesh-lint --changed                            only what this branch broke
  kustomize build . | mesh-lint -                what another tool has rendered
  mesh-lint --format sarif -o mesh.sarif         for GitHub code scanning
  mesh-lint --report junit=mesh.xml              test results in a file, and text in the log
  mesh-lint explain istio/unknown-subset         what a finding means

${s()}

Formats
${l(Object.entries(e.P))}

A folder that is named like a command is written with a dot: mesh-lint ./rules
Exit codes: 0 nothing found, 1 findings from --fail-on up, 2 the work could not be done.
`}const o=Object.entries(e.C).map(([e,t])=>[`mesh-lint ${e}`,t]);function s(){let t=Object.entries(e.T);return[...new Set(t.map(([,{group:e}])=>e))].map(e=>`${e}\n${l(t.filter(([,t])=>t.group===e).map(([e,t])=>[c(e,t),t.help]))}`).join(`

`)}function c(e,{short:t,value:n}){return`${t?`-${t}, `:`    `}--${e}${n?` ${n}`:``}`}function l(e){return e.map(([e,t])=>`  ${e.padEnd(30)} ${t}`).join(`
`)}exports.helpCommand=t,exports.pageOf=n;