import Schedules
import Testing

@Suite("plateau")
struct PlateauTests {
    /// The losses that cases.json tells of the recording.
    private static func recordedLosses() throws -> [Double] {
        let call = try #require(try GoldenCase.all().first { $0.name == "torch_plateau" }).call
        let list = try #require(call.split(separator: "losses [").last).prefix { $0 != "]" }
        return try list.split(separator: ",").map { try #require(Double($0.drop(while: \.isWhitespace))) }
    }

    @Test("PyTorch's recording: the rate in force before each validation")
    func golden() throws {
        var plateau = try Plateau(lr: 0.1, factor: 0.5, patience: 2, threshold: 0.01, cooldown: 1)
        let (rows, losses) = (try GoldenRow.read("torch_plateau"), try Self.recordedLosses())
        #expect(rows.count == losses.count && rows.count == 27)
        for (row, loss) in zip(rows, losses) {
            #expect(abs(plateau.lr - row.lr) <= 1e-6 * row.lr, "validation \(row.step)")
            #expect(try plateau.values(at: row.step, of: 27) == ScheduledValues(lr: plateau.lr))
            let next = plateau.observe(loss: loss)
            #expect(next == plateau.lr)
        }
    }

    @Test("a loss has to be better by the threshold")
    func threshold() throws {
        var plateau = try Plateau(lr: 1, patience: 0, threshold: 0.1)
        #expect(plateau.observe(loss: 1) == 1)
        #expect(plateau.observe(loss: 0.89) == 1 && plateau.best == 0.89)
        #expect(plateau.observe(loss: 0.85) == 0.1 && plateau.best == 0.89)
    }

    @Test("bad losses are borne `patience` times in a row, and not counted while cooling down")
    func patience() throws {
        var plateau = try Plateau(lr: 1, factor: 0.5, patience: 1, cooldown: 2)
        let rates = [1, 1, 1, 1, 1, 1, 1, 1].map { plateau.observe(loss: $0) }
        // Best, borne, decay, cool, cool, borne, decay, cool.
        #expect(rates == [1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25])
    }

    @Test("the rate has a floor, and does not move by less than 1e-8")
    func floor() throws {
        var plateau = try Plateau(lr: 1, factor: 0.1, patience: 0, lrMin: 0.05)
        #expect((0..<5).map { _ in plateau.observe(loss: 1) } == [1, 0.1, 0.05, 0.05, 0.05])
        var small = try Plateau(lr: 1e-8, factor: 0.5, patience: 0)
        #expect((0..<3).map { _ in small.observe(loss: 1) } == [1e-8, 1e-8, 1e-8])
    }

    @Test("losses that are no numbers are bad ones")
    func notANumber() throws {
        var plateau = try Plateau(lr: 1, patience: 1)
        #expect([Double.nan, .infinity, 1].map { plateau.observe(loss: $0) } == [1, 0.1, 0.1])
        #expect(plateau.best == 1)
    }

    @Test("it is a value: a copy goes its own way")
    func copies() throws {
        var plateau = try Plateau(lr: 1, patience: 0)
        plateau.observe(loss: 1)
        let kept = plateau
        plateau.observe(loss: 2)
        #expect(kept.lr == 1 && plateau.lr == 0.1 && kept != plateau)
        var resumed = kept
        resumed.observe(loss: 2)
        #expect(resumed == plateau)
    }

    @Test("every bad parameter is named at once")
    func badParameters() throws {
        let error = #expect(throws: ScheduleError.self) {
            try Plateau(lr: 0, factor: 1, patience: -1, threshold: 2, cooldown: -1, lrMin: -1)
        }
        guard case .invalid(let problems) = error else {
            Issue.record("expected .invalid, got \(String(describing: error))")
            return
        }
        #expect(problems.map(\.name) == ["lr", "factor", "patience", "threshold", "cooldown", "lr_min"])
    }
}
