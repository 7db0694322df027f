namespace Sweep.Core.Scheduling;

/// <summary>
/// Who holds leases or owns sweeps: a process, <c>machine/process/start</c>, or this very start of a silo in it, which adds its address.
/// "Start" tells a process from a later one of the same number. A client that trains elsewhere is <c>external/its id</c>. What is stored may be any
/// text: it is kept as it is, and nobody's.
/// </summary>
public readonly record struct SiloKey(string Machine, string? Process = null, string? Start = null, string? Address = null)
{
    private const string Clients = "external";

    /// <summary>True for a client that asks for the trials of an external trainer: no silo, and nobody can tell whether it lives.</summary>
    public bool IsClient => Machine == Clients && Process is not null && Start is null;

    /// <summary>The client of this id, which has no slash.</summary>
    public static SiloKey OfClient(string id) => new(Clients, id);

    /// <summary>The process that the silo is in.</summary>
    public SiloKey OfProcess => this with { Address = null };

    public static SiloKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/', 4);
        return new SiloKey(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2), parts.ElementAtOrDefault(3));
    }

    /// <summary>In words: "process 4242 on box", "client worker-1".</summary>
    public string Describe() => IsClient ? $"client {Process}" : Start is null ? ToString() : $"process {Process} on {Machine}";

    /// <summary>The text that <see cref="Parse"/> was given.</summary>
    public override string ToString() => string.Join('/', new[] { Machine, Process, Start, Address }.TakeWhile(part => part is not null));
}
