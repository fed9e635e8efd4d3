import Files
import Foundation
import RangeTest

/// The version of the program, and of the results it writes.
public enum OneCycleVersion {
    /// The version of this program.
    public static let current = "0.1.0"
}

extension ResolvedSpec {
    /// SHA-256 of everything that decides a training except its seed. A run folder with this hash is of this spec.
    public var trainingHash: String {
        ContentDigest.of(OneCycleVersion.current + "\n" + trainingKey)
    }

    /// SHA-256 of everything that decides the range test. Schedule and length do not.
    public var finderHash: String {
        let finder = spec.lrFinder.test
        let seeds = spec.lrFinder.seeds.map(String.init).joined(separator: ",")
        let range = "\(finder.startLR) \(finder.endLR) \(finder.steps) \(finder.spacing.rawValue)"
        let momentum = finder.momentum.map { " \($0)" } ?? ""
        let key =
            "\(finder.method.rawValue)\(momentum) \(range) \(finder.loss.rawValue) \(finder.stopsOnDivergence) \(seeds)"
        return ContentDigest.of("\(OneCycleVersion.current)\n\(finderKey)\n\(key)")
    }
}
