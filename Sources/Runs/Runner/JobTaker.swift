import Specs

/// Takes jobs for a call: leases them, and checks whether another call has done them since the plan.
struct JobTaker {
    /// The result of an attempt to take a job.
    enum Attempt {
        case taken(Lease)
        /// Another call has done it since the plan.
        case done
        case held(by: LeaseHolder)
        case failed(any Error)
    }

    let specs: [ResolvedSpec]
    let folders: [RunFolder]
    let leases: LeaseKeeper
    let unfinished: AbandonedSeedFolders

    /// Takes the lease before it checks the folder. So it sees the results of other calls, also on NFS.
    func take(_ item: RunPlan.Item) -> Attempt {
        let (spec, folder) = (specs[item.job.spec], folders[item.job.spec])
        let work = item.job.seed == nil ? spec.finderHash : spec.trainingHash
        do {
            switch try leases.take(item.job.unit, in: folder, of: work) {
            case .held(let holder): return .held(by: holder)
            case .taken(let lease):
                if isDone(item) {
                    lease.release()
                    return .done
                }
                if let seed = item.job.seed { unfinished.remove(seed: seed, of: folder) }
                return .taken(lease)
            }
        } catch {
            return .failed(error)
        }
    }

    /// Whether a job was done since the plan. A call that repeats complete work accepts only another record.
    func isDone(_ item: RunPlan.Item) -> Bool {
        let (spec, folder) = (specs[item.job.spec], folders[item.job.spec])
        if item.decision == .compute(.forced), folder.stamp(of: item.job.unit) == item.stamp { return false }
        let decision =
            if let seed = item.job.seed {
                folder.decision(seed: seed, of: spec, isForced: false)
            } else {
                folder.rangeTestDecision(of: spec, isForced: false)
            }
        return decision == .keep
    }
}
