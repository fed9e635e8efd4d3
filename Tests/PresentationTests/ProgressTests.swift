import Datasets
import Presentation
import Runs
import Testing
import Training

@Suite("Progress")
struct ProgressTests {
    private let epoch = RunEvent.epoch(
        name: "tiny", seed: 2,
        EpochRecord(epoch: 1, trainLoss: 0.5, validLoss: .nan, accuracy: 0.25, seconds: 1.25))

    @Test("the bar fills the terminal, up to 40 characters")
    func bar() {
        var line = ProgressLine()
        line.steps = (50, 200)
        line.seconds = 2
        line.loss = 0.03125
        let words = " 50 of 200 steps, 25 per second, loss 0.0312, 6.0 s left"
        #expect(line.text(columns: 200) == "[" + "==========>" + String(repeating: " ", count: 29) + "]" + words)
        #expect(line.text(columns: words.count + 13) == "[==>       ]" + words.dropFirst(0))
        #expect(line.text(columns: words.count + 7) == String(words.dropFirst()))
        #expect(line.text(columns: 10) == "50 of 200")
        #expect(line.text(columns: 0) == "")
    }

    @Test("no rate before the first step, no head on a full bar, more steps than planned fit")
    func ends() {
        var line = ProgressLine()
        line.steps = (0, 20)
        #expect(line.text(columns: 200).hasSuffix("] 0 of 20 steps"))
        #expect(line.text(columns: 200).hasPrefix("[>   "))
        line.steps = (30, 20)
        line.seconds = 1
        #expect(line.text(columns: 200).hasPrefix("[" + String(repeating: "=", count: 40) + "]"))
        #expect(line.text(columns: 200).hasSuffix("0.0 s left"))
    }

    @Test("before the steps are known, images are counted")
    func images() {
        var line = ProgressLine()
        #expect(line.text(columns: 80) == "preparing the data")
        line.images = (5, 10)
        #expect(line.text(columns: 200).hasSuffix("] 5 of 10 pictures read"))
    }

    @Test("every event has its line")
    func lines() {
        let recorded = Recorded()
        let display = EpochLines(recorded.console())
        display.receive(.skipped(name: "tiny", seed: 0))
        display.receive(epoch)
        display.receive(.failed(name: "tiny", seed: 1, message: "no space"))
        display.receive(.failed(name: "tiny", seed: nil, message: "no figure"))
        display.end()
        display.interrupted()
        #expect(
            recorded.messages == """
                tiny seed 0: already complete
                tiny seed 2 epoch 1: train_loss 0.500000 valid_loss nan accuracy 0.250000 (1.25 s)
                tiny seed 1: failed: no space
                tiny: failed: no figure
                interrupted: completed seeds are kept; run again to train the rest

                """)
        #expect(recorded.results.isEmpty)
    }

    @Test("a quiet display prints failures only")
    func quiet() {
        let recorded = Recorded()
        let display = QuietDisplay(recorded.console())
        display.receive(.skipped(name: "tiny", seed: 0))
        display.receive(epoch)
        display.receive(.failed(name: "tiny", seed: 1, message: "no space"))
        #expect(recorded.messages == "tiny seed 1: failed: no space\n")
    }

    @Test("the log is one JSON object per line, without numbers that JSON lacks")
    func log() {
        let recorded = Recorded()
        let log = JSONLog(recorded.console())
        log.receive(epoch)
        log.receive(.failed(name: "tiny", seed: nil, message: "a \"b\"/c"))
        log.interrupted()
        #expect(
            recorded.messages == """
                {"accuracy":0.25,"epoch":1,"event":"epoch","name":"tiny","seconds":1.25,"seed":2,"train_loss":0.5}
                {"event":"failed","message":"a \\"b\\"/c","name":"tiny"}
                {"event":"interrupted"}

                """)
    }

    @Test("files that are fetched are results; progress is drawn on terminals only", arguments: [true, false])
    func fetched(isInteractive: Bool) {
        let recorded = Recorded()
        let display = FetchDisplay(recorded.console(isInteractive: isInteractive, columns: 12))
        display.receive(.present(path: "data/a"))
        display.receive(.failed(url: "http://a/b", issue: .refused(status: 404)))
        display.receive(.done(path: "data/b", url: "http://c/b"))
        let erase = isInteractive ? "\r\u{1B}[K" : ""
        #expect(recorded.results == "data/a: up to date\ndata/b: fetched from http://c/b\n")
        #expect(recorded.messages == "\(erase)http://a/b: \(TransferIssue.refused(status: 404))\n\(erase)")
    }
}
