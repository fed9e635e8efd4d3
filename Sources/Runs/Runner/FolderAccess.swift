import Foundation
import Specs

/// Claims the folders of a call and prepares them.
struct FolderAccess {
    let specs: [ResolvedSpec]
    let folders: [RunFolder]
    let options: RunOptions
    let leases: LeaseKeeper
    let observer: any RunObserver
    let interruption: Interruption

    /// The claims of a call.
    struct Claims {
        var claims: [FolderClaim] = []
        /// Specs whose range test is left out: other calls use one of other settings in the folder.
        var withoutRangeTest: Set<Int> = []
    }

    /// Claims every folder for its training, and its range test if it is part of the call.
    /// - Throws: `StoreError.inUse` or `.rangeTestInUse` if calls of other settings use a folder; `StoreError.file`.
    func claim() throws(StoreError) -> Claims {
        var taken = Claims()
        for index in specs.indices {
            let (resolved, folder) = (specs[index], folders[index])
            try folder.make()
            if !options.finderOnly {
                taken.claims.append(try claimTraining(of: resolved, in: folder))
                try awaitOtherTrainings(than: resolved, in: folder)
            }
            guard options.wantsRangeTest(of: resolved) else { continue }
            do throws(StoreError) {
                taken.claims.append(try FolderClaim(on: folder, rangeTest: resolved.finderHash))
            } catch .rangeTestInUse where !options.finderOnly {
                // The seeds are what the call is for: only the range test is left out.
                observer.receive(.rangeTestLeftOut(name: resolved.spec.name))
                taken.withoutRangeTest.insert(index)
            }
        }
        return taken
    }

    /// Claims a folder for a training. The range test of another call may hold the folder for a moment, to prepare it.
    private func claimTraining(of resolved: ResolvedSpec, in folder: RunFolder) throws(StoreError) -> FolderClaim {
        for _ in 0..<20 where !interruption.isRequested {
            do throws(StoreError) {
                return try FolderClaim(on: folder, training: resolved.trainingHash)
            } catch .inUse {
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
        return try FolderClaim(on: folder, training: resolved.trainingHash)
    }

    /// Prepares every folder. A range test alone changes no folder that another call trains in.
    /// - Parameter withoutRangeTest: specs whose folder holds a range test that other calls use.
    /// - Throws: `StoreError`.
    func prepare(withoutRangeTest: Set<Int>) throws(StoreError) {
        for (index, (resolved, folder)) in zip(specs, folders).enumerated() {
            let moved = try prepare(folder, for: resolved, isRangeTestInUse: withoutRangeTest.contains(index))
            if let moved { observer.receive(.moved(name: resolved.spec.name, moved)) }
        }
    }

    /// - Parameter isRangeTestInUse: whether other calls use the folder's range test.
    private func prepare(
        _ folder: RunFolder, for resolved: ResolvedSpec, isRangeTestInUse: Bool
    ) throws(StoreError) -> MovedSeeds? {
        if options.finderOnly {
            let claim: FolderClaim
            do throws(StoreError) {
                claim = try FolderClaim(on: folder, training: resolved.trainingHash)
            } catch .inUse {
                // The call holds the claim on the range test, but another one trains here.
                return try folder.moveRangeTest(before: resolved)
            }
            defer { withExtendedLifetime(claim) {} }
            return try folder.prepare(resolved, isToTrain: false)
        }
        if isRangeTestInUse { return try folder.prepare(resolved, isToTrain: true, movesRangeTest: false) }
        // A call without a range test holds no claim on it yet.
        let claim = try? FolderClaim(on: folder, rangeTest: resolved.finderHash)
        defer { withExtendedLifetime(claim) {} }
        return try folder.prepare(resolved, isToTrain: true, movesRangeTest: claim != nil)
    }

    /// Waits until trainings of other settings have ended. Leases show those on machines that file locks do not reach.
    /// - Throws: `StoreError.inUse` if the process of one runs on this system; `StoreError.file`.
    private func awaitOtherTrainings(than resolved: ResolvedSpec, in folder: RunFolder) throws(StoreError) {
        var isReported = false
        while !interruption.isRequested {
            let found = try leases.holderOfOtherTraining(than: resolved.trainingHash, in: folder)
            guard let (holder, isAlive) = found else { return }
            if isAlive { throw .inUse(path: folder.path) }
            if !isReported {
                isReported = true
                observer.receive(
                    .waiting(
                        WaitingWork(
                            name: resolved.spec.name, holder: holder, seeds: [], hasRangeTest: false,
                            isOfOtherSettings: true)))
            }
            Thread.sleep(forTimeInterval: 0.5)
        }
    }
}
