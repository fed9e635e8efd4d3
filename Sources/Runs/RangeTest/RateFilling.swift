import JSON
public import RangeTest
import Schedules
public import Specs

extension ResolvedSpec {
    /// Whether a range test has to give a rate before this can be trained.
    public var awaitsRangeTest: Bool { !spec.schedule.unknownRates.isEmpty }

    /// The same spec with the rates that the range test suggests.
    /// - Throws: `RateError` if the test suggests no rate, or if its rate does not fit the other values.
    public func filled(from record: FinderRecord) throws -> ResolvedSpec {
        func failure(_ kind: RateError.Kind, with rate: FinderRate) -> RateError {
            RateError(keyPath: rate.keyPath, method: rate.method, kind: kind, place: place(of: rate))
        }
        let filled = try filling { wanted in
            if wanted.method != .recommended, let reason = record.rates.unreliable {
                throw failure(.none(reason), with: wanted)
            }
            let rate: Double
            do throws(LRSuggestionError) {
                rate = try record.suggestedLR(wanted.method) * wanted.times
            } catch {
                throw failure(.none(error), with: wanted)
            }
            guard ValueRange.learningRate.contains(rate) else { throw failure(.outOfRange(rate), with: wanted) }
            return rate
        }
        guard let first = spec.schedule.unknownRates.first else { return filled }
        do {
            let issues = try filled.spec.makeSchedule().issues(over: try filled.spec.nominalSteps())
            if let issue = issues.first(where: \.isError) {
                throw failure(.noSchedule("schedule.\(issue)"), with: first)
            }
        } catch let problems as PolicyError {
            throw failure(.noSchedule("\(problems)"), with: first)
        }
        return filled
    }
}

/// Why a range test gives no rate to a spec.
public struct RateError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problem.
    public enum Kind: Sendable, Equatable {
        /// The method suggests no rate.
        case none(LRSuggestionError)
        /// The rate is outside the limits of a spec.
        case outOfRange(Double)
        /// The rate does not fit the schedule's other values; why.
        case noSchedule(String)
    }
    /// The key that asks for the rate.
    public var keyPath: String
    /// The method that the key names.
    public var method: SuggestedRates.Name
    /// The problem.
    public var kind: Kind
    /// "a.json:3: schedule.lr_max", with the arm of a study.
    public var place: String

    /// The message: what is wrong, and what to do.
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
