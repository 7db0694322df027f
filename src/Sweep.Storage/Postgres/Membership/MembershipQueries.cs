using System.Globalization;

namespace Sweep.Storage.Postgres.Membership;

/// <summary>
/// What Orleans' ADO.NET provider asks, by its keys. A change of membership is one statement: it raises the cluster's version where the
/// caller saw the latest one, which locks that row, and only then touches the silo's, so of two changes from one version one is refused.
/// </summary>
internal static class MembershipQueries
{
    private const string OfSilo = "s.cluster_id = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation";

    private const string Columns =
        """
        s.address AS address, s.port AS port, s.generation AS generation, s.silo_name AS siloname, s.host_name AS hostname, s.status AS status,
               s.proxy_port AS proxyport, s.suspect_times AS suspecttimes, s.start_time AS starttime, s.i_am_alive_time AS iamalivetime, c.version AS version
        """;

    private const string InsertVersion =
        """
        WITH added AS (
          INSERT INTO orleans_clusters (cluster_id, version) VALUES (@DeploymentId, 0) ON CONFLICT (cluster_id) DO NOTHING RETURNING 1
        )
        SELECT EXISTS (SELECT FROM added)
        """;

    private const string Insert =
        $"""
         WITH raised AS (
           UPDATE orleans_clusters c SET version = c.version + 1, changed_at = now()
           WHERE c.cluster_id = @DeploymentId AND c.version = @Version AND NOT EXISTS (SELECT FROM orleans_silos s WHERE {OfSilo})
           RETURNING c.cluster_id
         ), added AS (
           INSERT INTO orleans_silos (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
           SELECT raised.cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
           RETURNING 1
         )
         SELECT EXISTS (SELECT FROM added)
         """;

    private const string Update =
        $"""
         WITH raised AS (
           UPDATE orleans_clusters c SET version = c.version + 1, changed_at = now()
           WHERE c.cluster_id = @DeploymentId AND c.version = @Version AND EXISTS (SELECT FROM orleans_silos s WHERE {OfSilo})
           RETURNING c.cluster_id
         ), changed AS (
           UPDATE orleans_silos s SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
           FROM raised
           WHERE {OfSilo}
           RETURNING 1
         )
         SELECT EXISTS (SELECT FROM changed)
         """;

    private const string SayAlive = $"UPDATE orleans_silos s SET i_am_alive_time = @IAmAliveTime WHERE {OfSilo}";

    // A cluster without silos has its version all the same: one row with nulls.
    private const string ReadAll =
        $"""
         SELECT {Columns}
         FROM orleans_clusters c LEFT JOIN orleans_silos s ON s.cluster_id = c.cluster_id
         WHERE c.cluster_id = @DeploymentId
         """;

    private const string ReadOne =
        $"""
         SELECT {Columns}
         FROM orleans_clusters c LEFT JOIN orleans_silos s ON s.cluster_id = c.cluster_id AND {OfSilo}
         WHERE c.cluster_id = @DeploymentId
         """;

    private const string Gateways =
        """
        SELECT s.address AS address, s.proxy_port AS proxyport, s.generation AS generation
        FROM orleans_silos s
        WHERE s.cluster_id = @DeploymentId AND s.status = @Status AND s.proxy_port > 0
        """;

    private const string DeleteCluster = "DELETE FROM orleans_clusters WHERE cluster_id = @DeploymentId";

    // 6 is SiloStatus.Dead.
    private const string DeleteDefunct =
        "DELETE FROM orleans_silos WHERE cluster_id = @DeploymentId AND status = 6 AND start_time < @IAmAliveTime AND i_am_alive_time < @IAmAliveTime";

    private const string DeleteOneDefunct =
        $"""
         DELETE FROM orleans_silos s
         WHERE {OfSilo} AND s.status = 6 AND s.start_time = @StartTime AND s.i_am_alive_time = @IAmAliveTime
           AND s.suspect_times IS NOT DISTINCT FROM CAST(@SuspectTimes AS text)
         """;

    /// <summary>Rows for <c>orleansquery</c>, as SQL.</summary>
    public static string Insert1 => string.Join(
        '\n',
        new (string Key, string Text)[]
        {
            ("InsertMembershipVersionKey", InsertVersion),
            ("InsertMembershipKey", Insert),
            ("UpdateMembershipKey", Update),
            ("UpdateIAmAlivetimeKey", SayAlive),
            ("MembershipReadAllKey", ReadAll),
            ("MembershipReadRowKey", ReadOne),
            ("GatewaysQueryKey", Gateways),
            ("DeleteMembershipTableEntriesKey", DeleteCluster),
            ("CleanupDefunctSiloEntriesKey", DeleteDefunct),
            ("CleanupDefunctSiloEntryKey", DeleteOneDefunct),
        }.Select(query => string.Create(
            CultureInfo.InvariantCulture, $"INSERT INTO orleansquery (querykey, querytext) VALUES ('{query.Key}', $query${query.Text}$query$);")));
}
