using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Service;

/// <summary>Sweeps as folders of Parquet files: taken out of a database, and brought back into it or another one.</summary>
public interface ISweepArchives
{
    /// <summary>
    /// Writes all that is stored of a sweep that has ended into a folder, reads it back from there and compares it with the database, value by value.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="folder">It is made where it is not there; what is there is never written over, but for what a call that was stopped has left.</param>
    /// <param name="delete">Whether the sweep is deleted then, once the archive was found to be right and the sweep to be as it was.</param>
    /// <param name="cancellation">Gives up; the folder is no archive then.</param>
    /// <exception cref="StoreException">The database refuses, or a row holds what Sweep never writes.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    Task<Answer<ArchivedSweep>> ArchiveAsync(SweepRecord sweep, string folder, bool delete, CancellationToken cancellation);

    /// <summary>
    /// Brings a sweep back as it was, with its id and every bit of its numbers. Nobody sees it before it is whole; what a call that was stopped has left is
    /// deleted first. A sweep that is there, and is that of the archive, is left as it is.
    /// </summary>
    /// <param name="folder">What <see cref="ArchiveAsync"/> has written, of this database or another one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException">The database refuses.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    Task<Answer<RestoredSweep>> RestoreAsync(string folder, CancellationToken cancellation);
}
