import Specs

/// Work of one spec that another call holds, and that this call waits for.
public struct WaitingWork: Sendable, Equatable {
    /// The experiment's name.
    public var name: String
    /// The call that holds it.
    public var holder: LeaseHolder
    /// In ascending order.
    public var seeds: [UInt64]
    /// Whether the range test is part of it.
    public var hasRangeTest: Bool
    /// Whether it is of other settings: the folder is free when it has ended.
    public var isOfOtherSettings = false

    /// One for each spec and holder.
    static func of(_ held: [JobQueue.Held], _ specs: [ResolvedSpec]) -> [WaitingWork] {
        var works: [WaitingWork] = []
        for job in held {
            let name = specs[job.item.job.spec].spec.name
            let index = works.firstIndex { $0.name == name && $0.holder == job.holder } ?? works.endIndex
            if index == works.endIndex {
                works.append(WaitingWork(name: name, holder: job.holder, seeds: [], hasRangeTest: false))
            }
            if let seed = job.item.job.seed {
                works[index].seeds.append(seed)
            } else {
                works[index].hasRangeTest = true
            }
        }
        for index in works.indices { works[index].seeds.sort() }
        return works
    }
}
