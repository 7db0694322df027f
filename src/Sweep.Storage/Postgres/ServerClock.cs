using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Model;

namespace Sweep.Storage.Postgres;

/// <summary>The server's clock, the one that all processes of a database share.</summary>
internal static class ServerClock
{
    // Ownership lasts for many seconds: clocks that differ by less than one are the same to it.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>This process's time, put right where its machine's clock is off the server's.</summary>
    public static async Task<DateTimeOffset> CorrectAsync(SweepDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var server = await context.Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellation);
        return Correct(now, TimeProvider.System.GetUtcNow(), server);
    }

    /// <param name="now">What this process goes by.</param>
    /// <param name="machine">Its machine's clock.</param>
    /// <param name="server">The server's clock at the same moment.</param>
    public static DateTimeOffset Correct(DateTimeOffset now, DateTimeOffset machine, DateTimeOffset server) =>
        (server - machine).Duration() < Tolerance ? now : now + (server - machine);
}
