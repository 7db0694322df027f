using System.Buffers.Binary;

namespace Sweep.Core.Scheduling;

/// <summary>
/// What a client shows for its claim: the id of the lease, which no other claim has. The lease ends with the result, so afterwards the row tells whose it
/// is: it began when its lease was granted, and the id has that time in milliseconds (RFC 9562, version 7).
/// </summary>
public static class ClaimToken
{
    /// <summary>As clients are told it.</summary>
    public static string Of(Guid lease) => lease.ToString("D");

    /// <summary>The lease; null where the text is no token.</summary>
    public static Guid? Parse(string? text) => Guid.TryParseExact(text, "D", out var lease) ? lease : null;

    /// <summary>True where the trial that a client began at this time is the one of this lease: two claims of one trial never begin at once.</summary>
    public static bool IsOf(Guid lease, SiloKey holder, DateTimeOffset startedAt)
    {
        Span<byte> bytes = stackalloc byte[16];
        lease.TryWriteBytes(bytes, bigEndian: true, out _);
        return holder.IsClient && lease.Version == 7 && BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16 == startedAt.ToUnixTimeMilliseconds();
    }
}
