import Foundation
import Text

/// The learning rate that range tests of several seeds recommend: a point of the basin of their mean curve.
///
/// The basin is the part of ``CentredCurve`` below half of its depth, in log loss from the start to the lowest point.
/// Each rate's mass is its depth below that rim. The recommended rate is the one with ``place`` of the mass at lower
/// rates. The mass, unlike the lowest point, barely moves with a single lucky batch. ``place`` is more than a half. A
/// schedule has its highest rate only for a short time, so it may exceed the best constant rate. The rate keeps
/// ``margin`` decades from the basin's upper end, since a short test shows a divergence some steps after it began.
///
/// The range has a half to three quarters of the mass at lower rates, and a standard error at both ends.
public struct RecommendedRate: Sendable, Equatable {
    /// How far the seeds agree.
    public enum Confidence: String, Sendable, CaseIterable {
        /// The standard error is at most a tenth of a decade, a factor of 1.26.
        case high
        /// At most a quarter of a decade, a factor of 1.8.
        case medium
        /// The standard error is larger, or unknown, or the basin reaches an end of the rates.
        case low
    }

    /// Why a rate is less certain than the seeds' agreement says.
    public enum Doubt: String, Sendable, CaseIterable {
        /// One seed has no spread.
        case oneSeed = "one_seed"
        /// The loss is still low at the last rate of a test that made all its steps.
        case openEnd = "open_end"
        /// The loss is low from the first rate on.
        case openStart = "open_start"
        /// The loss is low in two ranges: a part of the mass lies beyond a rise to the rim.
        case twoBasins = "two_basins"
    }

    /// The rate.
    public let lr: Double
    /// The lower end of its range.
    public let low: Double
    /// The upper end of its range.
    public let high: Double
    /// Standard error of log10 of the rate, by leaving out one seed at a time; nil with a single seed.
    public let standardError: Double?
    /// How well the seeds agree, in words: "5 seeds agree within 3 %", "within a factor of 2.1"; nil with a single seed.
    ///
    /// The factor is ten to the power of the standard error.
    package var agreement: String? {
        standardError.map { error in
            let factor = pow(10, error)
            let span =
                factor < 1.5
                ? "\(NumberText.significant(max(1, 100 * (factor - 1)), digits: factor < 1.1 ? 1 : 2)) %"
                : "a factor of \(NumberText.significant(factor))"
            return "\(Plural.counted(seeds, "seed")) agree within \(span)"
        }
    }
    /// Seeds that were used.
    public let seeds: Int
    /// How far the seeds agree.
    public let confidence: Confidence
    /// Reasons that lower the confidence.
    public let doubts: [Doubt]

    /// The share of the depth at which the basin's rim lies.
    public static let rim = 0.5
    /// The share of the basin's mass at rates below the recommended one.
    public static let place = 0.65
    /// Decades from the recommended rate to the basin's upper end, at least: a factor of 2.2.
    public static let margin = 0.35
    /// The shares at the ends of the range.
    static let range = (low: 0.5, high: 0.75)

    /// - Parameter curve: of one or more seeds.
    /// - Throws: `LRSuggestionError.neverFell` if the mean curve falls by no more than its noise.
    public init(_ curve: CentredCurve) throws(LRSuggestionError) {
        let heights = curve.seedHeights
        guard let basin = Basin(of: heights, at: curve.places) else { throw .neverFell }
        // A smoothed value is a mean of about 2 √π times the Gaussian's width, in steps, of each seed.
        let perSeed = max(1, 2 * Double.pi.squareRoot() * CentredCurve.width * curve.density)
        let error = curve.noise / (perSeed * Double(heights.count)).squareRoot()
        guard basin.depth > 6 * error, basin.depth > 1e-9, !basin.isLowestAtStart else { throw .neverFell }
        let (place, spread) = (basin.recommended, Self.jackknife(heights, curve.places))
        lr = pow(10, place)
        low = pow(10, min(basin.place(Self.range.low), place) - (spread ?? 0))
        high = pow(10, max(min(basin.place(Self.range.high), basin.upperEnd - Self.margin / 2), place) + (spread ?? 0))
        seeds = heights.count
        standardError = spread
        var doubts: [Doubt] = []
        if heights.count == 1 { doubts.append(.oneSeed) }
        if basin.reachesEnd { doubts.append(.openEnd) }
        if basin.reachesStart { doubts.append(.openStart) }
        if basin.isSplit { doubts.append(.twoBasins) }
        self.doubts = doubts
        let isOpen = basin.reachesEnd || basin.reachesStart
        confidence =
            switch standardError {
            case let error? where error <= 0.1 && !isOpen && !basin.isSplit: .high
            case let error? where error <= 0.25 && !isOpen: .medium
            default: .low
            }
    }

    /// The recommended rate of range tests, one per seed.
    /// - Throws: `LRSuggestionError`: too few points, rates that do not rise, or a loss that never fell.
    public init(_ curves: [LRFinderCurve]) throws(LRSuggestionError) { try self.init(CentredCurve(curves)) }

    /// Standard error of the rate's log10: √((n - 1) / n Σ (x_i - x̄)²), x_i without seed i.
    private static func jackknife(_ heights: [[Double]], _ places: [Double]) -> Double? {
        guard heights.count > 1 else { return nil }
        let found = heights.indices.compactMap { left in
            Basin(of: heights.indices.filter { $0 != left }.map { heights[$0] }, at: places)?.recommended
        }
        guard found.count == heights.count else { return nil }
        let count = Double(found.count)
        let mean = found.reduce(0, +) / count
        let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return ((count - 1) / count * squares).squareRoot()
    }
}

/// The lowest part of a mean curve.
private struct Basin {
    /// Depth of the lowest point below the start, in log loss.
    let depth: Double
    /// Whether the lowest point lies in the first tenth: the loss rose from there.
    let isLowestAtStart: Bool
    /// Whether it begins at the first rate.
    let reachesStart: Bool
    /// Whether it ends at the last rate.
    let reachesEnd: Bool
    /// Whether it has parts with a rise to the rim between them, of which the largest has less than nine tenths.
    let isSplit: Bool
    /// log10 of the rates.
    private let places: [Double]
    /// Depth below the rim at each rate.
    private let masses: [Double]

    /// - Parameters:
    ///   - heights: of each seed, log loss minus that of the start.
    ///   - places: log10 of the rates, evenly spaced.
    /// - Returns: nil if no rate lies below the start.
    init?(of heights: [[Double]], at places: [Double]) {
        let depths = places.indices.map { place in
            -heights.reduce(0) { $0 + $1[place] } / Double(heights.count)
        }
        guard let depth = depths.max(), depth > 0, places.count > 1 else { return nil }
        let masses = depths.map { max(0, $0 - RecommendedRate.rim * depth) }
        self.depth = depth
        self.places = places
        self.masses = masses
        isLowestAtStart = (depths.firstIndex(of: depth) ?? 0) < places.count / 10
        reachesStart = masses[0] > 0
        reachesEnd = masses[masses.count - 1] > 0
        let parts = masses.split { $0 == 0 }.map { $0.reduce(0, +) }
        isSplit = (parts.max() ?? 0) < 0.9 * parts.reduce(0, +)
    }

    /// log10 of the highest rate below the rim.
    var upperEnd: Double { places[masses.lastIndex { $0 > 0 } ?? places.count - 1] }

    /// log10 of the recommended rate.
    var recommended: Double { min(place(RecommendedRate.place), upperEnd - RecommendedRate.margin) }

    /// log10 of the rate with `share` of the mass at lower rates.
    func place(_ share: Double) -> Double {
        let wanted = share * masses.reduce(0, +)
        let spacing = places[1] - places[0]
        var sum = 0.0
        for (place, mass) in zip(places, masses) where mass > 0 {
            if sum + mass >= wanted { return place + ((wanted - sum) / mass - 0.5) * spacing }
            sum += mass
        }
        return places[places.count - 1]
    }
}
