using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>A run that the silos of a database's cluster work on.</summary>
internal static class ClusterRun
{
    /// <param name="call">Its output.</param>
    /// <param name="store">Where the sweep is.</param>
    /// <param name="client">Has joined the silos.</param>
    public static WatchedRun Of(Invocation call, ISweepStore store, ClusterClient client)
    {
        void TellAnswers(bool answers) => call.Output.Say(
            answers ? "the cluster answers again" : "no silo answers for now; what the database has is shown, and the sweep goes on as soon as a silo is there");
        var source = new ClusterSource(client, call.Context.Time, TellAnswers);
        return new WatchedRun(call, store, new SweepService(store, call.Context.Time, source), $"{StoreOpener.OptionFor(call)} --cluster");
    }
}
