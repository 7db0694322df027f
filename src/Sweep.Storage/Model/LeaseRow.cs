using System.Text.Json;
using Sweep.Core.Scheduling;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>leases</c>.</summary>
public sealed class LeaseRow
{
    public Guid Id { get; set; }

    public Guid SweepId { get; set; }

    public required string Silo { get; set; }

    /// <summary>JSON: [[start, end], …], ends excluded, in the order in which they run.</summary>
    public required string Numbers { get; set; }

    public long Epoch { get; set; }

    public DateTimeOffset GrantedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public bool Alone { get; set; }

    public string? TraceParent { get; set; }

    internal static LeaseRow From(LeaseRecord lease) => new()
    {
        Id = lease.Id,
        SweepId = lease.SweepId,
        Silo = lease.Silo.ToString(),
        Numbers = JsonSerializer.Serialize([.. lease.Numbers.Select(range => new[] { range.Start, range.End })], StoredJson.Default.Int64ArrayArray),
        Epoch = lease.Epoch,
        GrantedAt = lease.GrantedAt,
        ExpiresAt = lease.ExpiresAt,
        Alone = lease.Alone,
        TraceParent = lease.TraceParent,
    };
}
