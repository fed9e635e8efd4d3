import JSON
public import Specs

import Schedules
public import Training

extension ResolvedSpec {
    /// Whether a range test is to give a rate before this can be trained.
    public var awaitsRangeTest: Bool { !spec.schedule.unknownRates.isEmpty }

    /// The same with the rates that the range test suggests.
    /// - Throws: `RateTrouble` where it suggests none, or where its rate makes no schedule with the other values.
    public func filled(from record: FinderRecord) throws -> ResolvedSpec {
        func trouble(_ kind: RateTrouble.Kind, with rate: FinderRate) -> RateTrouble {
            RateTrouble(keyPath: rate.keyPath, method: rate.method, kind: kind, place: place(of: rate))
        }
        let filled = try filling { wanted in
            if let reason = record.rates.unreliable { throw trouble(.none(reason), with: wanted) }
            let rate: Double
            do throws(LRSuggestionError) {
                rate = try record.suggestedLR(wanted.method) * wanted.times
            } catch {
                throw trouble(.none(error), with: wanted)
            }
            guard ValueRange.learningRate.contains(rate) else { throw trouble(.outOfRange(rate), with: wanted) }
            return rate
        }
        guard let first = spec.schedule.unknownRates.first else { return filled }
        do {
            let misfits = try filled.spec.makeSchedule().issues(over: try filled.spec.nominalSteps())
            if let misfit = misfits.first(where: \.isError) {
                throw trouble(.noSchedule("schedule.\(misfit)"), with: first)
            }
        } catch let problems as ScheduleProblems {
            throw trouble(.noSchedule("\(problems)"), with: first)
        }
        return filled
    }
}

/// Why a range test does not give the rate that a spec asks it for.
public struct RateTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case none(LRSuggestionError)
        /// No learning rate that a spec may have.
        case outOfRange(Double)
        /// With the rate there is no schedule; why.
        case noSchedule(String)
    }
    public var keyPath: String
    public var method: SuggestedRates.Name
    public var kind: Kind
    /// "a.json:3: schedule.lr_max", with the arm of a study.
    public var place: String

    public var description: String {
        switch kind {
        case .none(let reason):
            "\(place): the range test suggests no rate by \"\(method.word)\": \(reason); "
                + "look at its figure and give a number"
        case .outOfRange(let rate):
            "\(place): the range test's rate by \"\(method.word)\", \(JSONWriter.text(of: rate)), is not "
                + ValueRange.learningRate.expectation(for: rate) + "; give a number"
        case .noSchedule(let reason):
            "\(place): with the range test's rate by \"\(method.word)\", \(reason); give numbers that go together"
        }
    }
}

extension Runner {
    /// Runs the range tests that specs take rates from, where they are not recorded yet, and fills the rates in.
    ///
    /// - Parameter finish: called for each spec whose test has run, as by `run`.
    /// - Returns: the specs that can be trained, in their order, and what went wrong with the others, which is told to
    ///   `observer`.
    /// - Throws: as `run`.
    public static func fillingRates(
        of specs: [ResolvedSpec], options: RunOptions, observer: any RunObserver, progress: RunProgress,
        interruption: Interruption, finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) throws -> (specs: [ResolvedSpec], outcome: Outcome) {
        func folder(_ spec: ResolvedSpec) -> RunFolder { RunFolder(output: options.output, name: spec.spec.name) }
        let waiting = specs.filter(\.awaitsRangeTest)
        guard !waiting.isEmpty else { return (specs, Outcome()) }
        var finding = options
        finding.finderOnly = true
        finding.freshRangeTests = []
        var outcome = try Runner(
            waiting, options: finding, observer: observer, progress: progress, interruption: interruption,
            finish: finish
        ).run()
        if outcome.isInterrupted { return ([], outcome) }
        var ready: [ResolvedSpec] = []
        for spec in specs {
            guard spec.awaitsRangeTest else {
                ready.append(spec)
                continue
            }
            // Without a record the test failed, which is told and counted.
            guard let record = folder(spec).finderRecord(of: spec) else { continue }
            do {
                ready.append(try spec.filled(from: record))
            } catch {
                outcome.failed += 1
                observer.receive(.failed(name: spec.spec.name, seed: nil, message: "\(error)"))
            }
        }
        return (ready, outcome)
    }
}
