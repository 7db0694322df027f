using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Waits for locks of other connections. SQLite's own handler (busy_timeout) asks ten times a second at last, and a program that commits without pause
/// has the lock again at each of those moments; asked for each millisecond, one of the gaps between its commits is met.
/// </summary>
internal static unsafe partial class SqlitePatience
{
    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [ThreadStatic]
    private static long _since;

    public static void WaitForLocks(this SqliteConnection connection) =>
        SqliteException.ThrowExceptionForRC(SetBusyHandler(connection.Handle!.DangerousGetHandle(), &Wait, 0), connection.Handle);

    /// <summary>https://www.sqlite.org/c3ref/busy_handler.html: SQLite tries again where this is not 0.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(nint ignored, int triesBefore)
    {
        if (triesBefore == 0)
            _since = Stopwatch.GetTimestamp();
        else if (Stopwatch.GetElapsedTime(_since) >= Limit)
            return 0;
        Thread.Sleep(1);
        return 1;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int SetBusyHandler(nint database, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint argument);
}
