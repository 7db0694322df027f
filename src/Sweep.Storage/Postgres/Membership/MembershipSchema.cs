namespace Sweep.Storage.Postgres.Membership;

/// <summary>
/// Tables of the cluster's membership. Migrations create them from here, so a change gets a new constant and the old ones stay.
/// The provider finds its queries by key in <c>orleansquery</c>; the other names are ours, and unqualified like the store's, so that a
/// Search Path in the connection string holds for all of them.
/// </summary>
internal static class MembershipSchema
{
    public const string Create1 =
        """
        CREATE TABLE orleansquery (
          querykey text CONSTRAINT pk_orleansquery PRIMARY KEY,
          querytext text NOT NULL
        );
        COMMENT ON TABLE orleansquery IS 'What Orleans'' ADO.NET provider asks of this database; the provider reads it by key at its start.';
        COMMENT ON COLUMN orleansquery.querykey IS 'The provider''s name for the query.';
        COMMENT ON COLUMN orleansquery.querytext IS 'The query, with the provider''s parameters.';

        CREATE TABLE orleans_clusters (
          cluster_id text CONSTRAINT pk_orleans_clusters PRIMARY KEY,
          version integer NOT NULL,
          changed_at timestamptz NOT NULL DEFAULT now()
        );
        COMMENT ON TABLE orleans_clusters IS 'One row a cluster of silos on this database.';
        COMMENT ON COLUMN orleans_clusters.cluster_id IS 'The cluster''s name, sweep-silo''s Orleans:ClusterId.';
        COMMENT ON COLUMN orleans_clusters.version IS 'Raised with every change of membership; a change that did not see the latest is refused.';
        COMMENT ON COLUMN orleans_clusters.changed_at IS 'When membership changed last.';

        CREATE TABLE orleans_silos (
          cluster_id text NOT NULL CONSTRAINT fk_orleans_silos_cluster REFERENCES orleans_clusters (cluster_id) ON DELETE CASCADE,
          address text NOT NULL,
          port integer NOT NULL,
          generation integer NOT NULL,
          silo_name text NOT NULL,
          host_name text NOT NULL,
          status integer NOT NULL,
          proxy_port integer NOT NULL,
          suspect_times text,
          start_time timestamptz NOT NULL,
          i_am_alive_time timestamptz NOT NULL,
          CONSTRAINT pk_orleans_silos PRIMARY KEY (cluster_id, address, port, generation)
        );
        COMMENT ON TABLE orleans_silos IS 'One row a life of a silo; rows of dead ones go after a day.';
        COMMENT ON COLUMN orleans_silos.cluster_id IS 'The cluster that it joined.';
        COMMENT ON COLUMN orleans_silos.address IS 'IP address that it advertises.';
        COMMENT ON COLUMN orleans_silos.port IS 'Port for other silos.';
        COMMENT ON COLUMN orleans_silos.generation IS 'Tells this life from others at the same address and port.';
        COMMENT ON COLUMN orleans_silos.silo_name IS 'Machine and process, as in trials.silo and leases.silo.';
        COMMENT ON COLUMN orleans_silos.host_name IS 'Name of its machine.';
        COMMENT ON COLUMN orleans_silos.status IS '1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead.';
        COMMENT ON COLUMN orleans_silos.proxy_port IS 'Port for clients; 0 for none.';
        COMMENT ON COLUMN orleans_silos.suspect_times IS 'Which silos found it dead, and when; null where none did.';
        COMMENT ON COLUMN orleans_silos.start_time IS 'When it started.';
        COMMENT ON COLUMN orleans_silos.i_am_alive_time IS 'When it last said that it is alive.';
        """;
}
