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

    /// What a call may use until it lets go of the claims.
    struct Claims {
        var claims: [FolderClaim] = []
        /// Specs whose folder holds a range test that other calls use, of other settings.
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
                taken.claims.append(try FolderClaim(on: folder, training: resolved.trainingHash))
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

    /// Prepares every folder. A range test alone changes no folder that another call trains in.
    /// - Throws: `StoreError`.
    func prepare() throws(StoreError) {
        for (resolved, folder) in zip(specs, folders) {
            var claim: FolderClaim?
            if options.finderOnly {
                do throws(StoreError) {
                    claim = try FolderClaim(on: folder, training: resolved.trainingHash)
                } catch .inUse {
                    continue
                }
            }
            defer { withExtendedLifetime(claim) {} }
            if let moved = try folder.prepare(resolved, isToTrain: !options.finderOnly) {
                observer.receive(.moved(name: resolved.spec.name, moved))
            }
        }
    }

    /// Where file locks do not reach other machines, leases show their trainings: waits until they have ended.
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
