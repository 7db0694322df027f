namespace Sweep.Core.Scheduling;

/// <summary>Bytes that a silo has for trials.</summary>
/// <param name="Managed">On the collected heap.</param>
/// <param name="Total">Altogether.</param>
public readonly record struct MemoryRoom(long Managed, long Total)
{
    /// <summary>What the silo itself takes of its heap, and garbage that is not collected yet.</summary>
    private const long OwnHeap = 96L << 20;

    /// <summary>What the silo itself takes altogether: code, threads, connections, its heap.</summary>
    private const long OwnTotal = 256L << 20;

    /// <summary>Of a silo that does not say.</summary>
    public static MemoryRoom Unlimited { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>What limits leave to trials: all but what the silo takes, and never less than half.</summary>
    /// <param name="heapLimit">The most that the collected heap may take.</param>
    /// <param name="processLimit">The most that the process may take.</param>
    public static MemoryRoom Of(long heapLimit, long processLimit) =>
        new(Math.Max(heapLimit / 2, heapLimit - OwnHeap), Math.Max(processLimit / 2, processLimit - OwnTotal));

    public bool Holds(MemoryNeed need) => need.Managed <= Managed && need.Total <= Total;

    /// <summary>The room after shortages: a part of it, in powers of 3/4.</summary>
    public MemoryRoom After(int shortages)
    {
        var (managed, total) = (Managed, Total);
        for (; shortages > 0; shortages--)
            (managed, total) = (managed / 4 * 3, total / 4 * 3);
        return new(managed, total);
    }

    /// <summary>Why a trial cannot be trained in this room, and what helps.</summary>
    public string Refusal(MemoryNeed need, int points, int samples) => FormattableString.Invariant(
        $"needs about {Size(need.Total)} of memory ({points:N0} recorded points, {samples:N0} samples), {Size(need.Managed)} of it on the heap; no silo has more for trials than {Size(Total)}, {Size(Managed)} of it on the heap: ")
        + "record fewer points (record.every), take fewer samples, or give a silo more memory, then resume --retry-failed";

    private static string Size(long bytes) => FormattableString.Invariant($"{(bytes + (1 << 20) - 1) >> 20:N0} MiB");
}
