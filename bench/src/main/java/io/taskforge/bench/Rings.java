package io.taskforge.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.taskforge.model.broker.BrokerNames;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;

/** The broker's queue, out of which nobody takes anything while the workers are held. */
final class Rings {

    private final ConnectionFactory broker = new ConnectionFactory();

    Rings(String url) {
        try {
            broker.setUri(url);
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalStateException("not a broker's URL", e);
        }
    }

    /** Else a few hundred thousand would gather, and the broker hold its publishers up. */
    void drop() {
        try (Connection connection = broker.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queuePurge(BrokerNames.GENERATE_QUEUE);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the queue cannot be emptied", e);
        }
    }
}
