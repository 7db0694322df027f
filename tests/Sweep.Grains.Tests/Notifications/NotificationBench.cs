using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Notifications;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Grains.Notifications;
using Sweep.Grains.Tests.Storage;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Notifications;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Webhooks;

namespace Sweep.Grains.Tests.Notifications;

/// <summary>What sends notifications, over a SQLite file and a clock that the test sets.</summary>
internal sealed class NotificationBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _made = [];

    private NotificationBench() => Store = SweepStores.Open(_folder.File("sweep.db"), Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

    public ISweepStore Store { get; }

    public NotificationOptions Options { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<NotificationBench> StartAsync()
    {
        var bench = new NotificationBench();
        await bench.Store.MigrateAsync(Cancellation);
        return bench;
    }

    /// <summary>That of a silo; another call is another silo.</summary>
    public NotificationDispatcher Dispatcher()
    {
        var sender = new WebhookSender(new ReceiverPolicy([], allowsLoopback: true), name => name == "KEY" ? WebhookReceiver.Secret : null);
        var dispatcher = new NotificationDispatcher(
            Store, new NotificationComposer(Store, Store, Store), sender, Options, Time, NullLogger<NotificationDispatcher>.Instance);
        _made.Add(dispatcher);
        _made.Add(sender);
        return dispatcher;
    }

    /// <summary>A sweep of two trials.</summary>
    public Task<SweepRecord> SubmitAsync(params NotifyTarget[] told) => TestSweeps.SubmitAsync(Store, Spec(told));

    public async Task<NotificationRecord> OnlyAsync(Guid sweep) => Assert.Single(await Store.ReadNotificationsAsync(sweep, Cancellation));

    /// <summary>Changes rows by hand.</summary>
    public Task ExecuteAsync(string sql) => SqliteSweepStoreTests.QueryAsync(_folder.File("sweep.db"), sql, Cancellation, "ReadWrite");

    public static SweepSpec Spec(params NotifyTarget[] told) =>
        TestSweeps.Grid("told", [Pattern.Circle], [20], [30], replicates: 2) with { Notify = [.. told] };

    public async ValueTask DisposeAsync()
    {
        _made.ForEach(one => one.Dispose());
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
