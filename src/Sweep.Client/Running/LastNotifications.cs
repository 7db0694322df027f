using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Grains.Hosting;
using Sweep.Service.Views;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Sees to it that the receivers of a sweep that has ended here are told; where they do not listen, it says who tells them.</summary>
internal sealed class LastNotifications(Invocation call, EmbeddedSilo silo)
{
    private const string Others = "the next `sweep run`, `sweep serve` or silo on this database sends it";

    /// <summary>Somebody waits at a terminal.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task SendAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        try
        {
            if (sweep.Spec.Notify.IsEmpty)
                return;
            foreach (var left in await silo.SettleNotificationsAsync(sweep.Id, Patience, cancellation))
            {
                var view = NotificationView.Of(left);
                call.Output.Complain($"notification of {NotificationTexts.Trouble(view, call.Context.Time)}{(view.GivenUp ? "" : $"; {Others}")}");
            }
        }
        catch (StoreException failure)
        {
            call.Output.Complain($"notifications of sweep {sweep.Id:d} are left as they are: {failure.Message}; {Others}");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            call.Output.Complain($"notifications of sweep {sweep.Id:d} are left as they are; {Others}");
        }
    }
}
