namespace Sweep.Core.Scheduling;

/// <summary>
/// Who holds leases or owns sweeps: a process, <c>machine/process/start</c>, or this very start of a silo in it, which adds its address.
/// "Start" tells a process from a later one of the same number. What is stored may be any text: it is kept as it is, and nobody's.
/// </summary>
public readonly record struct SiloKey(string Machine, string? Process = null, string? Start = null, string? Address = null)
{
    /// <summary>The process that the silo is in.</summary>
    public SiloKey OfProcess => this with { Address = null };

    public static SiloKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/', 4);
        return new SiloKey(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2), parts.ElementAtOrDefault(3));
    }

    /// <summary>In words: "process 4242 on box".</summary>
    public string Describe() => Start is null ? ToString() : $"process {Process} on {Machine}";

    /// <summary>The text that <see cref="Parse"/> was given.</summary>
    public override string ToString() => string.Join('/', new[] { Machine, Process, Start, Address }.TakeWhile(part => part is not null));
}
