import Runs
import Testing

@Suite("Judging the holder of a lease")
struct LeaseJudgeTests {
    private static let patience = Duration.seconds(60)

    /// The verdicts on looks at given seconds; a holder that renews between two looks changes its count.
    private func verdicts(
        _ process: ProcessIdentity, looks: [(second: Double, renewals: Int)]
    ) throws -> [LeaseJudge.Verdict] {
        try LeaseFolder.with { folder in
            var judge = LeaseJudge(.current, patience: Self.patience)
            let start = SuspendingClock().now
            var last: (renewals: Int, look: LeaseFile.Look)?
            return try looks.map { second, renewals in
                if last?.renewals != renewals {
                    try folder.write(process, renewals: renewals)
                    last = (renewals, try #require(try LeaseFile.look(at: folder.path())))
                }
                let look = try #require(last?.look)
                return judge.verdict(on: look, at: folder.path(), now: start + .seconds(second))
            }
        }
    }

    private func every(_ step: Double, to end: Double, renewals: (Double) -> Int = { _ in 0 }) -> [(Double, Int)] {
        stride(from: 0, through: end, by: step).map { ($0, renewals($0)) }
    }

    @Test("on this system the process decides, at the first look")
    func thisSystem() throws {
        #expect(try verdicts(.current, looks: [(0, 0)]) == [.alive])
        #expect(try verdicts(.ended, looks: [(0, 0)]) == [.dead])
    }

    @Test("elsewhere a silence of 60 s decides, and nothing before")
    func silence() throws {
        let found = try verdicts(.elsewhere, looks: every(0.5, to: 61))
        #expect(found.firstIndex(of: .dead) == 120)
        #expect(found.prefix(120).allSatisfy { $0 == .undecided })
    }

    @Test("a renewal begins the silence anew")
    func renewals() throws {
        #expect(try verdicts(.elsewhere, looks: every(0.5, to: 600) { Int($0 / 59) }).allSatisfy { $0 == .undecided })
        let found = try verdicts(.elsewhere, looks: every(1, to: 100) { $0 < 30 ? 0 : 1 })
        #expect(found.firstIndex(of: .dead) == 90)
    }

    @Test("a judge that did not look for more than 10 s begins anew: it may have been stopped, or cut off")
    func gap() throws {
        let looks = every(1, to: 59) + [(3600, 0)] + every(1, to: 60).map { ($0.0 + 3600, 0) }
        let found = try verdicts(.elsewhere, looks: looks)
        #expect(found.firstIndex(of: .dead) == looks.count - 1)
    }

    @Test("another boot, another container or an unknown system is another system, whatever its name and number")
    func systems() throws {
        let own = ProcessIdentity.current
        let changes: [(inout ProcessIdentity) -> Void] = [
            { $0.boot = "another" }, { $0.boot = nil }, { $0.namespaces = "pid:[7]" }, { $0.namespaces = nil },
            { $0.host = "another" }, { $0.start = nil },
        ]
        for change in changes {
            for number in [own.pid, Int32.max] {
                var process = own
                process.pid = number
                change(&process)
                #expect(try verdicts(process, looks: [(0, 0), (1, 0)]) == [.undecided, .undecided], "\(process)")
            }
        }
    }
}
