/// How the page looks: a paper's supplement, light or dark as the reader's system is, and on paper always light.
enum Stylesheet {
    static let text = """
        :root {
          color-scheme: light dark;
          --page: #ffffff; --ink: #1d1f21; --faint: #5a6068; --rule: #c9ced4; --strong: #1d1f21;
          --link: #0b5c94; --tint: #f4f6f8; --shown: #0072b2; --not-shown: #8a9099; --undecided: #c66a00;
          --warn: #fdf4e3; --warn-rule: #c66a00; --shade: #00000038;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #15181c; --ink: #e6e7e8; --faint: #a6abb2; --rule: #3c424a; --strong: #9aa0a8;
            --link: #7fbdec; --tint: #1d2127; --shown: #5aa9e0; --not-shown: #8a9099; --undecided: #eba24a;
            --warn: #2a2318; --warn-rule: #eba24a; --shade: #00000090;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: auto; }
        body {
          margin: 0 auto; padding: 2.5rem clamp(1.25rem, 3vw, 4rem) 4rem; max-width: 120rem; background: var(--page);
          color: var(--ink);
          font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Source Serif 4", Cambria, Georgia, "DejaVu Serif", serif;
          overflow-wrap: break-word; font-variant-numeric: lining-nums;
        }
        h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
        h1 { font-size: 2rem; margin: 0 0 0.5rem; }
        h2 { font-size: 1.375rem; margin: 3rem 0 0.75rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--rule); }
        h3 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
        h4 { font-size: 1rem; margin: 1.5rem 0 0.4rem; }
        article { margin-top: 2.5rem; padding-top: 0.25rem; border-top: 1px solid var(--rule); }
        article h3 { font-size: 1.25rem; margin-top: 1.25rem; }
        p, ul, ol, dl, pre { margin: 0 0 0.9rem; }
        p, li, dl { max-width: 46rem; }
        .prose { columns: 2 34rem; column-gap: 3rem; }
        .prose p { max-width: none; break-inside: avoid; }
        .paper { display: none; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        code, pre, .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        .faint, .note, footer { color: var(--faint); }
        .note { font-size: 0.9375rem; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
        .skip { position: absolute; left: 1rem; top: -6rem; padding: 0.5rem 0.75rem; background: var(--page); }
        .skip:focus { top: 0.5rem; z-index: 1; }
        .lead { font-size: 1.125rem; color: var(--faint); }
        nav { font-size: 0.9375rem; border-block: 1px solid var(--rule); padding: 0.6rem 0 0.1rem; margin: 1.5rem 0; }
        nav ul { margin: 0 0 0.5rem; padding: 0; list-style: none; }
        nav ul ul { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; padding-left: 1.25rem; }
        nav li { max-width: none; }
        nav details { margin: 0 0 0 1.25rem; }
        .verdicts { list-style: none; padding: 0; }
        .answers figure { margin-top: 0; }
        @media screen and (min-width: 68rem) {
          .answers.led {
            display: grid; grid-template-columns: minmax(20rem, 1fr) minmax(0, 1.5fr); gap: 0 2.5rem; align-items: start;
          }
        }
        .verdicts li {
          max-width: 50rem; margin: 0 0 0.6rem; padding: 0.35rem 0 0.35rem 1rem; border-left: 4px solid var(--undecided);
        }
        .verdicts li.shown { border-color: var(--shown); }
        .verdicts li.notShown { border-color: var(--not-shown); }
        .verdicts li:first-child { font-size: 1.1875rem; line-height: 1.45; }
        details .verdicts li:first-child { font-size: inherit; line-height: inherit; }
        .warnings {
          list-style: none; margin: 0 0 1rem; padding: 0.7rem 1rem; background: var(--warn);
          border-left: 4px solid var(--warn-rule);
        }
        .warnings li { margin: 0.15rem 0; }
        dl { display: grid; grid-template-columns: fit-content(14rem) 1fr; gap: 0.15rem 1.25rem; font-size: 0.9375rem; }
        dt { color: var(--faint); }
        dd { margin: 0; min-width: 0; }
        .tables { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; }
        .scroll {
          overflow-x: auto; margin: 0 0 1.5rem;
          background:
            linear-gradient(to right, var(--page) 55%, transparent) 0 0 / 2.5rem 100% no-repeat local,
            linear-gradient(to left, var(--page) 55%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
            linear-gradient(to right, var(--shade), transparent) 1px 0 / 0.9rem 100% no-repeat scroll,
            linear-gradient(to left, var(--shade), transparent) calc(100% - 1px) 0 / 0.9rem 100% no-repeat scroll;
        }
        table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.4; border-bottom: 1.5px solid var(--strong); }
        .caption { font-size: 0.9375rem; margin: 1.25rem 0 0.45rem; color: var(--faint); }
        thead th { border-top: 1.5px solid var(--strong); border-bottom: 0.75px solid var(--strong); vertical-align: bottom; }
        th, td { padding: 0.28rem 1.4rem 0.28rem 0; text-align: left; vertical-align: baseline; overflow-wrap: normal; }
        tbody tr + tr > * { border-top: 1px solid color-mix(in srgb, var(--rule) 45%, transparent); }
        th:last-child, td:last-child { padding-right: 0.25rem; }
        th { font-weight: 600; }
        tbody th { font-weight: 400; min-width: 8rem; }
        .number { text-align: right; font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; }
        .code { font-size: 0.8125rem; white-space: nowrap; }
        .figures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; align-items: start; }
        figure { margin: 1.75rem 0 2rem; }
        figcaption { font-size: 0.9375rem; color: var(--faint); max-width: 50rem; margin-top: 0.4rem; }
        figcaption b { color: var(--ink); font-weight: 600; }
        figure svg { display: block; width: 100%; max-width: 60rem; height: auto; }
        figure .narrow { display: none; }
        @media screen and (max-width: 45rem) {
          figure .wide { display: none; }
          figure .narrow { display: block; }
          figure .narrow svg { max-width: 30rem; }
        }
        /* The caption beside the figure. */
        @media screen and (min-width: 68rem) and (max-width: 99.99rem) {
          .figures figure {
            display: grid; grid-template-columns: minmax(0, 3.4fr) minmax(13rem, 1fr); gap: 1.75rem; align-items: start;
          }
        }
        /* Two figures or tables side by side. */
        @media screen and (min-width: 100rem) {
          .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .tables:has(.table + .table) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        }
        .file { margin-right: 0.75rem; }
        details { margin: 0.5rem 0; }
        summary { cursor: pointer; padding: 0.2rem 0; color: var(--link); width: fit-content; }
        pre {
          background: var(--tint); padding: 0.8rem 1rem; overflow-x: auto; font-size: 0.8125rem; line-height: 1.5;
          overflow-wrap: normal; tab-size: 2;
        }
        footer { margin-top: 3.5rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); font-size: 0.9375rem; }
        @media (max-width: 40rem) {
          body { padding: 1.5rem 1rem 3rem; font-size: 1rem; }
          h1 { font-size: 1.625rem; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: 0.4rem; }
          th, td { padding-right: 1rem; }
        }
        @media print {
          @page { size: A4; margin: 14mm 14mm; }
          :root {
            color-scheme: light;
            --page: #ffffff; --ink: #000000; --faint: #444444; --rule: #bbbbbb; --strong: #000000; --link: #000000;
            --tint: #f4f6f8; --shown: #0072b2; --not-shown: #8a9099; --undecided: #c66a00; --warn: #ffffff;
            --warn-rule: #c66a00;
          }
          html { font-size: 9pt; }
          body { padding: 0; max-width: none; font-size: 1rem; }
          .skip, nav { display: none; }
          h1 { font-size: 1.6rem; }
          h2 { margin-top: 1.1rem; }
          p, li, dl, .verdicts li { max-width: none; }
          dl { font-size: 8pt; line-height: 1.3; }
          /* Paper has the answer. The rest is for the screen: further verdicts, seeds, specs, hashes, commands. */
          details, article.bare, .again, .verdicts li:nth-child(n+5) { display: none; }
          section:has(> article:nth-of-type(2)) > article > .figures { display: none; }
          .paper { display: block; }
          .prose { columns: 2; column-gap: 1.5rem; font-size: 8pt; }
          pre { overflow: visible; white-space: pre-wrap; border: 0.5px solid var(--rule); }
          .scroll { overflow: visible; background: none; margin-bottom: 0.75rem; }
          table { font-size: 8pt; line-height: 1.25; }
          th, td { padding: 0.12rem 0.5rem 0.12rem 0; }
          .verdicts li { margin-bottom: 0.3rem; }
          article { margin-top: 0.5rem; }
          article p { margin-bottom: 0.3rem; }
          figure, article, tr, .verdicts li, .warnings li { break-inside: avoid; }
          h1, h2, h3, h4, .caption, thead { break-after: avoid; }
          tbody tr:nth-child(-n+3), tbody tr:nth-last-child(-n+2) { break-before: avoid; }
          .answers.led { display: block; }
          .answers svg { max-width: 14cm; max-height: 8cm; }
          .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.5rem; }
          .figures .wide { display: none; }
          .figures .narrow { display: block; }
          .figures svg { max-height: 7cm; }
          figure { margin: 0.5rem 0; }
          figcaption { font-size: 7.5pt; line-height: 1.35; }
          a { color: inherit; text-decoration: none; }
        }
        """
}
