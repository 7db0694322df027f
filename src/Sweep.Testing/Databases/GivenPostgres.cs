namespace Sweep.Testing.Databases;

/// <summary>A server that somebody else runs; it is used, never stopped.</summary>
internal sealed class GivenPostgres(string connectionString) : IPostgresHost
{
    public string Description => $"PostgreSQL as {PostgresSettings.ConnectionVariable} names it";

    public string ConnectionString => connectionString;

    public bool IsShared => true;

    public Task<string> FindSmallDiskAsync(CancellationToken cancellation) => throw Refusal("filled");

    public Task StopAsync(PostgresStopMode mode, CancellationToken cancellation) => throw Refusal("stopped");

    public Task StartAgainAsync(CancellationToken cancellation) => throw Refusal("started");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static InvalidOperationException Refusal(string what) => new(
        $"{PostgresSettings.ConnectionVariable}: this server is not ours and is never {what}: use PostgresServer.StartDurableAsync, which always starts a server of its own");
}
