import Foundation

/// The learning rate that range tests of several seeds recommend: the centre of the basin of their mean curve.
///
/// The basin is the part of ``CentredCurve`` that lies lower than ``share`` of its depth, measured in log loss from the
/// start to the lowest point. The rate is the basin's centre of mass over the rate's logarithm; the mass at a rate is the
/// depth below the basin's rim. Unlike the lowest point, the centre barely moves with a single lucky batch, and unlike the
/// steepest fall, it does not move with the number of steps at rates too low to learn.
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
        /// The basin is split by a rise to its rim; the rate is the centre of the larger part.
        case twoBasins = "two_basins"
    }

    /// The rate.
    public let lr: Double
    /// The lowest rate of the basin.
    public let low: Double
    /// The highest rate of the basin.
    public let high: Double
    /// Standard error of log10 of the rate, by leaving out one seed at a time; nil with a single seed.
    public let standardError: Double?
    /// The factor by which the rate may be off: ten to the power of the standard error; nil with a single seed.
    public var standardErrorFactor: Double? { standardError.map { pow(10, $0) } }
    /// Seeds that were used.
    public let seeds: Int
    /// How far the seeds agree.
    public let confidence: Confidence
    /// What lowers the confidence.
    public let doubts: [Doubt]

    /// The part of the depth above which the curve does not belong to the basin.
    public static let share = 0.75

    /// - Parameter curve: of one or more seeds.
    /// - Throws: `LRSuggestionError.neverFell` if the mean curve falls by no more than its noise.
    public init(_ curve: CentredCurve) throws(LRSuggestionError) {
        let heights = curve.seedHeights
        guard let basin = Basin(of: heights, at: curve.places) else { throw .neverFell }
        // A smoothed value is a mean of about 2 √π times the Gaussian's width, in steps, of each seed.
        let perSeed = max(1, 2 * Double.pi.squareRoot() * CentredCurve.width * curve.density)
        let error = curve.noise / (perSeed * Double(heights.count)).squareRoot()
        guard basin.depth > 4 * error, basin.depth > 1e-9 else { throw .neverFell }
        lr = pow(10, basin.centre)
        low = pow(10, basin.low)
        high = pow(10, basin.high)
        seeds = heights.count
        standardError = Self.jackknife(heights, curve.places)
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

    /// Standard error of the centre: √((n - 1) / n Σ (c_i - c̄)²), c_i without seed i.
    private static func jackknife(_ heights: [[Double]], _ places: [Double]) -> Double? {
        guard heights.count > 1 else { return nil }
        let centres = heights.indices.compactMap { left in
            Basin(of: heights.indices.filter { $0 != left }.map { heights[$0] }, at: places)?.centre
        }
        guard centres.count == heights.count else { return nil }
        let count = Double(centres.count)
        let mean = centres.reduce(0, +) / count
        let squares = centres.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return ((count - 1) / count * squares).squareRoot()
    }
}

/// The lowest part of a mean curve.
private struct Basin {
    /// Depth of the lowest point below the start, in log loss.
    let depth: Double
    /// log10 of the rate in the middle.
    let centre: Double
    /// log10 of the lowest rate of the part that holds the centre.
    let low: Double
    /// log10 of its highest rate.
    let high: Double
    /// Whether it begins at the first rate.
    let reachesStart: Bool
    /// Whether it ends at the last rate.
    let reachesEnd: Bool
    /// Whether the centre of all parts lies outside of them.
    let isSplit: Bool

    /// - Parameters:
    ///   - heights: of each seed, log loss minus that of the start.
    ///   - places: log10 of the rates, evenly spaced.
    /// - Returns: nil if no rate lies below the start.
    init?(of heights: [[Double]], at places: [Double]) {
        let depths = places.indices.map { place in
            -heights.reduce(0) { $0 + $1[place] } / Double(heights.count)
        }
        guard let depth = depths.max(), depth > 0 else { return nil }
        let rim = RecommendedRate.share * depth
        func centre(of range: Range<Int>) -> (place: Double, mass: Double) {
            var (sum, mass) = (0.0, 0.0)
            for index in range where depths[index] > rim {
                sum += (depths[index] - rim) * places[index]
                mass += depths[index] - rim
            }
            return (sum / mass, mass)
        }
        // Runs of neighbouring rates below the rim.
        var parts: [Range<Int>] = []
        for index in places.indices where depths[index] > rim {
            if let last = parts.last, last.upperBound == index {
                parts[parts.count - 1] = last.lowerBound..<index + 1
            } else {
                parts.append(index..<index + 1)
            }
        }
        let all = centre(of: 0..<places.count).place
        let holding = parts.first { (places[$0.lowerBound]...places[$0.upperBound - 1]).contains(all) }
        let largest = parts.max { centre(of: $0).mass < centre(of: $1).mass }
        guard let part = holding ?? largest else { return nil }
        self.depth = depth
        self.centre = holding == nil ? centre(of: part).place : all
        low = places[part.lowerBound]
        high = places[part.upperBound - 1]
        reachesStart = part.lowerBound == 0
        reachesEnd = part.upperBound == places.count
        isSplit = holding == nil
    }
}
