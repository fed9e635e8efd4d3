package import Specs

/// The order in which seeds are added: those of the specs from the smallest on, then the numbers that follow.
///
/// The order is fixed before any result is known. A test of a part of the seeds that results chose would not hold its
/// error rate.
package struct SeedOrder: Sendable, Equatable {
    /// At most as many as the limit.
    package let seeds: [UInt64]

    /// - Parameters:
    ///   - specs: at least one.
    ///   - limit: the number of seeds.
    package init(_ specs: [ResolvedSpec], limit: Int) {
        self.init(Set(specs.flatMap(\.spec.seeds)), limit: limit)
    }

    /// - Parameter first: the seeds that come first, in ascending order.
    package init(_ first: Set<UInt64>, limit: Int) {
        var seeds = Array(first.sorted().prefix(limit))
        let last = SeedList.largest
        var next = seeds.last.map { $0 < last ? $0 + 1 : 0 } ?? 0
        var taken = Set(seeds)
        while seeds.count < limit {
            if taken.insert(next).inserted { seeds.append(next) }
            next = next < last ? next + 1 : 0
        }
        self.seeds = seeds
    }
}
