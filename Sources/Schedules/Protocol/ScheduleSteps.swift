/// The values of a schedule over T steps: element t is what batch t is trained with.
///
/// Made by `Schedule.over(steps:)`. The values are computed when they are read, so a million steps take no memory.
public struct ScheduleSteps: RandomAccessCollection, Sendable {
    /// The schedule.
    public let schedule: any Schedule
    /// T
    public let count: Int

    @usableFromInline
    init(_ schedule: any Schedule, count: Int) {
        self.schedule = schedule
        self.count = count
    }

    /// 0
    public var startIndex: Int { 0 }
    /// T
    public var endIndex: Int { count }

    /// The values of step `position`, 0 ..< `count`.
    @inlinable
    public subscript(position: Int) -> ScheduledValues {
        precondition(position >= 0 && position < count, "a step lies within the schedule")
        return schedule.formula(at: position, of: count)
    }
}

extension Schedule {
    /// The values of a training of `steps` steps; none if `steps` is not above 0.
    public func over(steps: Int) -> ScheduleSteps { ScheduleSteps(self, count: max(0, steps)) }
}
