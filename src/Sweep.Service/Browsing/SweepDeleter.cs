using Sweep.Storage;

namespace Sweep.Service.Browsing;

/// <summary>Deletes the rows of sweeps that are marked, in pieces that are as large as the database takes quickly.</summary>
internal sealed class SweepDeleter(ISweepDeletion store, TimeProvider time)
{
    private const int FewestRows = 20;
    private const int MostRows = 5000;

    /// <summary>What a piece is to take: others wait for no longer.</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(300);

    /// <returns>How many trials went.</returns>
    public async Task<long> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        var trials = 0L;
        for (var rows = 500; ;)
        {
            var start = time.GetTimestamp();
            var piece = await store.DeletePieceAsync(id, rows, cancellation);
            trials += piece.Trials;
            if (piece.IsGone)
                return trials;
            rows = Math.Clamp(time.GetElapsedTime(start) > Piece ? rows / 2 : rows * 2, FewestRows, MostRows);
        }
    }
}
