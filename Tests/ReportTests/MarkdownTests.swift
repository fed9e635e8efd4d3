import Report
import Testing

@Suite("the report as Markdown")
struct MarkdownTests {
    @Test("verdict, tables, figures as files, specs and commands as code")
    func whole() throws {
        let text = try Contents.report([Contents.set(experiments: [Contents.experiment()])])
            .markdown(figures: "report-figures")
        #expect(
            text == """
                # Report of output

                2 experiments, 20 runs

                ## Verdict

                2 arms, 1 pair

                - one-cycle beats constant by 1.2 points

                > **Note:** late: 3 of 5 seeds are trained
                >

                ## mnist, 2 epochs

                what for

                arms

                |  | n | hash |
                |---|---:|---|
                | one-cycle | 10 | ab |
                | constant | 10 |  |

                over seeds

                ![Loss falls.](./report-figures/differences.png)

                **Loss.** It falls from 2.3 to 0.1.

                What these experiments share:

                - Data: mnist

                ### one-cycle

                1cycle to lr 0.05

                as it came

                > **Note:** seed 3 diverged
                >

                ![Loss falls.](./report-figures/one-cycle-loss.png)

                **Loss.** It falls from 2.3 to 0.1.

                Figures in its folder:

                - [loss.png](./one-cycle/loss.png)

                - Threads: 2

                arms

                |  | n | hash |
                |---|---:|---|
                | one-cycle | 10 | ab |
                | constant | 10 |  |

                over seeds

                Spec, with every default written out:

                ```json
                {
                  "name": "one-cycle"
                }
                ```

                How to run it again:

                ```sh
                onecycle run one-cycle.json
                ```

                ## How to read this

                Intervals are 95 %.

                How to make this again:

                ```sh
                onecycle report output
                ```

                Made by onecycle 1.2.3 from the run folders alone: the same folders give the same bytes.

                """)
    }

    @Test("a figure's file is a link whatever the folder is called")
    func folder() throws {
        let text = try Contents.report().markdown(figures: "my figures (1)/<b>")
        #expect(text.contains("![Loss falls.](./my%20figures%20%281%29/%3Cb%3E/differences.png)"))
    }
}
