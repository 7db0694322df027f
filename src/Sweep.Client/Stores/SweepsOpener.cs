using Sweep.Client.Terminal;
using Sweep.Service;
using Sweep.Storage;

namespace Sweep.Client.Stores;

/// <summary>Opens the sweeps of the database or of the server that the command line names.</summary>
internal static class SweepsOpener
{
    /// <summary>For a command that acts on what is there.</summary>
    /// <exception cref="CliException">There is no such database or server.</exception>
    public static async Task<OpenedSweeps> OpenAsync(Invocation call, CancellationToken cancellation) => ServerOpener.Find(call) is { } server
        ? server.Opened
        : Of(call, await StoreOpener.OpenExistingAsync(call, cancellation));

    /// <summary>For a command that shows what is there: of a database without the rows that cannot be read, which are named at its end.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<OpenedSweeps> OpenToShowAsync(Invocation call, CancellationToken cancellation) => ServerOpener.Find(call) is { } server
        ? server.Opened
        : Of(call, call.LeaveOutDamage(await StoreOpener.OpenExistingAsync(call, cancellation)));

    /// <summary>For a command that brings something: makes the database where there is none.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<OpenedSweeps> OpenOrCreateAsync(Invocation call, CancellationToken cancellation) => ServerOpener.Find(call) is { } server
        ? server.Opened
        : Of(call, await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation));

    private static OpenedSweeps Of(Invocation call, ISweepStore store) =>
        new(new SweepService(store, call.Context.Time), new ResultService(store, call.Context.Time), new DataSetService(store), store, store);
}
